// The form of a decision, its last look with exactly what the authors will read, and the act.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { data, type IdeasDecision, type IdeasIdeaSeen, ideasDecide, isRefusal, onceKey, useKept, useNow } from '../../api'
import { Button, Note, RadioField, Section, SelectField, Standing, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import { Answer } from './answer'
import styles from './decisions.module.css'
import { Duty } from './duty'
import { appealable, decisionOf, EMPTY, type Filled, type Lack, lacks, type PilotEnds } from './form'
import { OUTCOME_NAMES, type Outcome, REASONS, reasonsFor, VERBS } from './words'

const DAY = 86_400_000
const APPEAL_DAYS = 30
/** Among the conditions, so in the language of the idea and not of whoever decides. */
const PILOT_ENDS: Record<IdeasIdeaSeen['language'], (day: string) => string> = {
  en: (day) => `The pilot ends on ${day}.`,
  fr: (day) => `Le projet pilote se termine le ${day}.`,
  de: (day) => `Der Pilotversuch endet am ${day}.`,
}

function pilotEndsIn(language: IdeasIdeaSeen['language']): PilotEnds {
  const of = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => PILOT_ENDS[language](of.format(new Date(`${day}T00:00:00Z`)))
}

function useLacking() {
  const { t } = useLingui()
  const words: Record<Lack, string> = {
    outcome: t`Choose what you decide`,
    reason: t`Choose the reason`,
    text: t`Write to the authors why`,
    office: t`Name the office that answers`,
    appeal: t`Name a day to come until which they may appeal`,
    deferred: t`Name a day to come on which it is decided again`,
    pilot: t`Name a day to come on which the pilot ends`,
    conditions: t`Name at least one change as a condition`,
  }
  return (lack: Lack): Wrong => ({ field: `decide-${lack}`, message: words[lack] })
}

interface FieldsProps {
  form: Filled
  change: (wanted: Partial<Filled>) => void
  of: (lack: Lack) => string | undefined
}

function Day({ form, change, of, name, lack, label }: FieldsProps & { name: 'appealUntil' | 'deferredUntil' | 'pilotUntil'; lack: Lack; label: string }) {
  const moments = useMoments()
  return (
    <TextField
      id={`decide-${lack}`}
      type="date"
      label={label}
      hint={form[name] ? moments.day(form[name]) : undefined}
      value={form[name]}
      error={of(lack)}
      onChange={(day) => {
        change({ [name]: day })
      }}
    />
  )
}

function Reason({ form, change, of }: FieldsProps) {
  const { t, i18n } = useLingui()
  const codes = form.outcome ? reasonsFor(form.outcome) : []
  return (
    <SelectField<string>
      id="decide-reason"
      label={t`Reason`}
      hint={t`A code that can be counted; the words below say it to the authors.`}
      value={form.reason}
      error={of('reason')}
      options={[
        { value: '', label: t`Choose a reason` },
        ...codes.map((value) => ({ value, label: REASONS[value] ? i18n._(REASONS[value]) : value })),
      ]}
      onChange={(reason) => {
        change({ reason })
      }}
    />
  )
}

function Fields(props: FieldsProps & { language: string }) {
  const { form, change, of, language } = props
  const { t, i18n } = useLingui()
  const { outcome } = form
  return (
    <>
      <RadioField<Outcome>
        id="decide-outcome"
        label={t`What do you decide?`}
        value={outcome}
        error={of('outcome')}
        options={OUTCOME_NAMES.map((value) => ({
          value,
          label: i18n._(VERBS[value].label),
          hint: i18n._(VERBS[value].hint),
        }))}
        onChange={(next) => {
          change({ outcome: next, reason: reasonsFor(next).includes(form.reason) ? form.reason : '' })
        }}
      />
      {outcome && (
        <>
          <Reason {...props} />
          {outcome === 'deferred' && <Day {...props} name="deferredUntil" lack="deferred" label={t`It is decided again on`} />}
          {outcome === 'pilot' && <Day {...props} name="pilotUntil" lack="pilot" label={t`The pilot ends on`} />}
          {['accepted-with-changes', 'pilot'].includes(outcome) && (
            <TextField
              id="decide-conditions"
              label={outcome === 'pilot' ? t`Conditions (optional)` : t`Conditions`}
              hint={t`One on each line. Each becomes a promise that the plan carries.`}
              rows={3}
              lang={language}
              value={form.conditions}
              error={of('conditions')}
              onChange={(conditions) => {
                change({ conditions })
              }}
            />
          )}
          <TextField
            id="decide-text"
            label={t`To the authors`}
            hint={t`They and everybody who may see the idea read it. It stays.`}
            rows={6}
            lang={language}
            most={20_000}
            value={form.text}
            error={of('text')}
            onChange={(text) => {
              change({ text })
            }}
          />
          <TextField
            id="decide-office"
            label={t`Office that answers`}
            hint={t`For example: Head of the authority`}
            value={form.office}
            error={of('office')}
            onChange={(office) => {
              change({ office })
            }}
          />
          {appealable(outcome) && <Day {...props} name="appealUntil" lack="appeal" label={t`The authors may appeal until`} />}
        </>
      )}
    </>
  )
}

interface CheckProps {
  idea: IdeasIdeaSeen
  decision: IdeasDecision
  sent: () => Promise<unknown>
  back: () => void
}

function Check({ idea, decision, sent, back }: CheckProps) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus()
  }, [])
  const deciding = useMutation({
    mutationFn: async () => {
      const done = await data(ideasDecide({ path: { idea_id: idea.idea_id }, body: decision, headers: once }))
      await sent()
      return done
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ideas'] }),
  })
  const moved = isRefusal(deciding.error) && [409, 412].includes(deciding.error.status)
  return (
    <section className={styles.form} aria-labelledby="check">
      <h2 id="check" ref={heading} tabIndex={-1} className={styles.h2}>
        {t`This is what the authors will read`}
      </h2>
      <div lang={idea.language}>
        <Answer decision={decision} />
      </div>
      <p>{t`They are told at once, and it cannot be changed or taken back.`}</p>
      {deciding.error && (
        <Trouble error={deciding.error}>{moved && <p>{t`The idea may stand elsewhere by now. What you wrote is kept.`}</p>}</Trouble>
      )}
      <div className={styles.acts}>
        <Button
          working={deciding.isPending}
          onClick={() => {
            deciding.mutate()
          }}
        >
          {i18n._(VERBS[decision.outcome].act)}
        </Button>
        <Button
          variant="secondary"
          onClick={() => {
            if (moved) void queries.invalidateQueries({ queryKey: ['ideas'] })
            back()
          }}
        >
          {t`Go on writing`}
        </Button>
      </div>
    </section>
  )
}

export function Decide({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const now = useNow()
  const today = moments.dayAt(now)
  const lacking = useLacking()
  const kept = useKept<Filled>(`decision/${idea.idea_id}`, {
    ...EMPTY,
    appealUntil: moments.dayAt(new Date(now.getTime() + APPEAL_DAYS * DAY)),
  })
  const { form } = kept
  const [checked, setChecked] = useState<IdeasDecision | null>(null)
  // what is not done needs no hearing: a refusal may be given while a consultation is open
  const held = !idea.may.includes(form.outcome === 'declined' ? 'decline' : 'decide')
  if (checked)
    return (
      <Check
        idea={idea}
        decision={checked}
        sent={kept.done}
        back={() => {
          setChecked(null)
        }}
      />
    )
  return (
    <Section id="decide" title={t`Your decision`}>
      <Standing
        verb={held ? undefined : t`Check the decision`}
        missing={lacks(form, today).map(lacking)}
        onSend={() => {
          if (!held && form.outcome) setChecked(decisionOf({ ...form, outcome: form.outcome }, pilotEndsIn(idea.language)))
        }}
      >
        {(of) => (
          <>
            {idea.status === 'in_consultation' && form.outcome === 'declined' && (
              <Note kind="info">
                <p>{t`Declining ends the consultation: what is not done needs no hearing.`}</p>
              </Note>
            )}
            <Fields form={form} change={kept.change} of={(lack) => of(`decide-${lack}`)} language={idea.language} />
            {held && <Duty idea={idea} />}
            <p className={styles.meta}>{t`What you write is kept on this device until you decide.`}</p>
          </>
        )}
      </Standing>
    </Section>
  )
}

