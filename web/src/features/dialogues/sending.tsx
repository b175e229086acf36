// Putting the package together: a checklist of its parts, and the question whether a change starts the period anew.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { data, type UnionDialogueCaseSeen, type UnionDialoguePackageView, unionDialogueProvide, useNow } from '../../api'
import { Button, ErrorSummary, Loading, Panel, RadioField, TextField, Trouble, useMoments, type Wrong } from '../../ui'
import { faultsOf, useAct } from './act'
import { useKept } from './memory'
import styles from './package.module.css'
import { clockQuery, packageQuery } from './queries'

interface Fields {
  measure: string
  reasons: string
  effects: string
  alternatives: string
  time_plan: string
  documents: string
  restarts: 'yes' | 'no' | ''
}

const LINE = 300
const BODY = 20_000

const EMPTY = { reasons: '', effects: '', alternatives: '', time_plan: '', documents: '', restarts: '' } as const

function fieldsOf(it: UnionDialogueCaseSeen, given: UnionDialoguePackageView | undefined): Fields {
  if (!given) return { ...EMPTY, measure: it.measure }
  const { measure, reasons, effects, alternatives, time_plan: plan, documents = [] } = given
  return {
    ...EMPTY,
    measure,
    reasons,
    effects,
    alternatives: alternatives ?? '',
    time_plan: plan ?? '',
    documents: documents.join('\n'),
  }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
}

/** Both dates before the choice: what holds now, and what would hold from a receipt today. */
function Restart({ it, value, error, choose }: {
  it: UnionDialogueCaseSeen
  value: Fields['restarts']
  error: string | undefined
  choose: (value: 'yes' | 'no') => void
}) {
  const { t } = useLingui()
  const moments = useMoments()
  const today = moments.dayAt(useNow())
  const now = useQuery(clockQuery(it.case_id)).data
  const anew = useQuery(clockQuery(it.case_id, today)).data
  const [day, later] = [now, anew].map((clock) => (clock?.last_day ? moments.day(clock.last_day) : null))
  return (
    <RadioField<'yes' | 'no'>
      id="restarts"
      label={t`Does the period begin anew?`}
      hint={t`It runs at the moment. Say which of the two it is; the representatives read your answer.`}
      value={value}
      error={error}
      options={[
        {
          value: 'yes',
          label: t`Yes: the measure changes`,
          hint: later ? (
            <Trans>
              The period stops now and begins in full with the receipt. Received today, it would end on {later} instead of{' '}
              {day}.
            </Trans>
          ) : undefined,
        },
        {
          value: 'no',
          label: t`No: this only adds to what was said`,
          hint: day ? <Trans>The period runs on and ends on {day}, unless the rules say otherwise.</Trans> : undefined,
        },
      ]}
      onChange={choose}
    />
  )
}

function useMissing(fields: Fields, running: boolean): Wrong[] {
  const { t } = useLingui()
  const wrong: Wrong[] = []
  if (!fields.measure.trim()) wrong.push({ field: 'measure', message: t`Say in one line what is to be done` })
  if (!fields.reasons.trim()) wrong.push({ field: 'reasons', message: t`Give the reasons` })
  if (!fields.effects.trim()) wrong.push({ field: 'effects', message: t`Say what it means for the staff` })
  if (linesOf(fields.documents).some((each) => each.length > LINE))
    wrong.push({ field: 'documents', message: t`Shorten each line to ${LINE} characters` })
  if (running && !fields.restarts) wrong.push({ field: 'restarts', message: t`Say whether the period begins anew` })
  return wrong
}

function Checklist({ fields }: { fields: Fields }) {
  const { t } = useLingui()
  const parts: [string, string, boolean][] = [
    [t`Measure`, fields.measure, true],
    [t`Reasons`, fields.reasons, true],
    [t`Effects on staff`, fields.effects, true],
    [t`What else was considered`, fields.alternatives, false],
    [t`Time plan`, fields.time_plan, false],
    [t`Documents`, fields.documents, false],
  ]
  return (
    <Panel title={t`Parts of the package`}>
      <ul className={styles.checklist}>
        {parts.map(([name, text, needed]) => (
          <li key={name} data-there={text.trim() ? true : undefined}>
            <span>{name}</span>
            <span className={styles.meta}>{text.trim() ? t`there` : needed ? t`needed` : t`not given`}</span>
          </li>
        ))}
      </ul>
      <p className={styles.meta}>{t`What the law asks for depends on the measure. A package that lacks something lets the period stop.`}</p>
    </Panel>
  )
}

function Form({ it, first, onDone }: { it: UnionDialogueCaseSeen; first: Fields; onDone: () => void }) {
  const { t } = useLingui()
  const running = it.state === 'running'
  const [fields, set, drop] = useKept<Fields>(`package/${it.case_id}`, first)
  const [tried, tries] = useState(false)
  const missing = useMissing(fields, running)
  const act = useAct<Fields>(
    it.case_id,
    (wanted, once) =>
      data(
        unionDialogueProvide({
          path: { case_id: it.case_id },
          headers: once,
          body: {
            measure: wanted.measure.trim(),
            reasons: wanted.reasons,
            effects: wanted.effects,
            alternatives: wanted.alternatives.trim() || null,
            time_plan: wanted.time_plan.trim() || null,
            documents: linesOf(wanted.documents),
            restarts_clock: running ? wanted.restarts === 'yes' : null,
          },
        }),
      ),
    () => {
      drop()
      onDone()
    },
  )
  const told = faultsOf(act.error)
  const wrong = tried ? missing : []
  const error = (field: keyof Fields) => wrong.find((each) => each.field === field)?.message ?? told[field]
  const text = (field: Exclude<keyof Fields, 'restarts'>, label: string, hint: string, rows?: number) => (
    <TextField
      id={field}
      label={label}
      hint={hint}
      value={fields[field]}
      error={error(field)}
      most={rows === undefined ? LINE : BODY}
      {...(rows !== undefined && { rows })}
      onChange={(value) => {
        set({ ...fields, [field]: value })
      }}
    />
  )
  function submit(event: SubmitEvent) {
    event.preventDefault()
    tries(true)
    if (missing.length === 0) act.mutate(fields)
  }
  return (
    <div className={styles.sides}>
      <form noValidate className={styles.form} onSubmit={submit}>
        <h2>{it.package_version === 0 ? t`Put the information package together` : t`A new version of the package`}</h2>
        <ErrorSummary errors={wrong} />
        {text('measure', t`Measure`, t`One line that both sides use for it.`)}
        {text('reasons', t`Reasons`, t`Why, and what happens if nothing is done.`, 5)}
        {text('effects', t`Effects on staff`, t`On jobs, workload, time, pay, place, data, safety.`, 5)}
        {text('alternatives', t`What else was considered`, t`Leave it empty if nothing was.`, 3)}
        {text('time_plan', t`Time plan`, t`From when, in which steps.`, 3)}
        {text('documents', t`Documents`, t`One a line: a name, or an address beginning with https.`, 3)}
        {running && (
          <Restart
            it={it}
            value={fields.restarts}
            error={error('restarts')}
            choose={(restarts) => {
              set({ ...fields, restarts })
            }}
          />
        )}
        {act.error && <Trouble error={act.error} />}
        <p className={styles.meta}>
          {t`The representatives read it as soon as you hand it over, and it stays as it is. A change is a new version.`}
        </p>
        <div className={styles.acts}>
          <Button type="submit" working={act.isPending}>
            {t`Hand over to the representatives`}
          </Button>
          {it.package_version > 0 && (
            <Button
              variant="secondary"
              onClick={() => {
                drop()
                onDone()
              }}
            >
              {t`Leave it`}
            </Button>
          )}
        </div>
      </form>
      <Checklist fields={fields} />
    </div>
  )
}

export function Sending({ it, onDone }: { it: UnionDialogueCaseSeen; onDone: () => void }) {
  const newest = useQuery({ ...packageQuery(it.case_id, undefined), enabled: it.package_version > 0 })
  if (newest.error) return <Trouble error={newest.error} onRetry={() => void newest.refetch()} />
  if (newest.isLoading) return <Loading lines={8} />
  return <Form it={it} first={fieldsOf(it, newest.data)} onDone={onDone} />
}
