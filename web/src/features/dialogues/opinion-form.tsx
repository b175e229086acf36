// Writing the opinion: what the body says, its points, who was there, how they voted, and what a minority says.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { UnionDialogueAttendanceView } from '../../api'
import { Button, CheckField, ErrorSummary, Note, RadioField, TextField, type Wrong } from '../../ui'
import { Meanwhile, Saved, type Shared } from './drafting'
import { useCompared } from './opinion-compared'
import styles from './opinion.module.css'
import { type Draft, seatedIn, type Stance, verdict, votes } from './vote'
import { ROLES, STANCES } from './words'

interface Part {
  draft: Draft
  set: (change: Partial<Draft>) => void
  error: (field: string) => string | undefined
}

const BODY = 20_000
const LINE = 300

function Points({ draft, set, error }: Part) {
  const { t } = useLingui()
  const { points } = draft
  const change = (at: number, wanted: Partial<Draft['points'][number]>) => {
    set({ points: points.map((each, index) => (index === at ? { ...each, ...wanted } : each)) })
  }
  return (
    <fieldset className={styles.group}>
      <legend>{t`Points`}</legend>
      <p className={styles.quiet}>{t`Management answers each point on its own, with a reason.`}</p>
      {points.map((point, at) => (
        <div key={at} className={styles.point}>
          <TextField
            id={`point-${String(at + 1)}`}
            label={t`Point ${at + 1}`}
            rows={2}
            most={BODY}
            value={point.text}
            error={error(`point-${String(at + 1)}`)}
            onChange={(text) => {
              change(at, { text })
            }}
          />
          <TextField
            id={`demand-${String(at + 1)}`}
            label={t`Demand of point ${at + 1}, if there is one`}
            hint={t`One line. If management adopts it, it becomes a condition of the decision.`}
            most={LINE}
            value={point.demand}
            error={error(`demand-${String(at + 1)}`)}
            onChange={(demand) => {
              change(at, { demand })
            }}
          />
          <Button
            variant="tertiary"
            data-size="sm"
            onClick={() => {
              set({ points: points.filter((_, index) => index !== at) })
            }}
          >
            {t`Remove point ${at + 1}`}
          </Button>
        </div>
      ))}
      <Button
        variant="secondary"
        onClick={() => {
          set({ points: [...points, { text: '', demand: '' }] })
        }}
      >
        {t`Add a point`}
      </Button>
    </fieldset>
  )
}

function Meeting({ draft, set, error, attendance }: Part & { attendance: UnionDialogueAttendanceView }) {
  const { t, i18n } = useLingui()
  const found = verdict(draft, attendance)
  const names = found.conflicted.map((each) => each.name).join(', ')
  return (
    <fieldset className={styles.group} id="present" tabIndex={-1}>
      <legend>{t`Meeting: who takes part in the vote?`}</legend>
      {seatedIn(attendance).map((each) => {
        const role = ROLES[each.role]
        const there = draft.present.includes(each.person_id)
        return (
          <CheckField
            key={each.person_id}
            id={`present-${each.person_id}`}
            label={`${each.name}${role ? `, ${i18n._(role)}` : ''}`}
            hint={each.conflicted ? t`The matter concerns them: they must not vote.` : undefined}
            checked={there}
            onChange={(checked) => {
              set({
                present: checked
                  ? [...draft.present, each.person_id]
                  : draft.present.filter((id) => id !== each.person_id),
              })
            }}
          />
        )
      })}
      {error('present') && <p className={styles.wrong}>{error('present')}</p>}
      <p role="status" className={styles.sum} data-bad={(found.present > 0 && !found.quorate) || undefined}>
        {attendance.quorum > 0 && (
          <Trans>
            {found.present} of {attendance.seats} take part; {attendance.quorum} are needed.
          </Trans>
        )}
      </p>
      {found.conflicted.length > 0 && (
        <Note kind="warning" title={t`A vote with them may be void`}>
          <p>
            <Trans>The matter concerns {names}. Take them out of the vote, or let a substitute sit in for them.</Trans>
          </p>
        </Note>
      )}
    </fieldset>
  )
}

function Votes({ draft, set, error, attendance }: Part & { attendance: UnionDialogueAttendanceView }) {
  const { t } = useLingui()
  const found = verdict(draft, attendance)
  const field = (id: 'inFavour' | 'against' | 'abstained', label: string) => (
    <TextField
      id={id}
      type="number"
      min={0}
      label={label}
      value={draft[id]}
      error={error(id)}
      onChange={(value) => {
        set({ [id]: value })
      }}
    />
  )
  return (
    <fieldset className={styles.group}>
      <legend>{t`Votes`}</legend>
      <p className={styles.quiet}>
        {attendance.majority === 'of-present'
          ? t`The majority of those present decides: an abstention counts as a no, a tie is lost.`
          : t`The majority of votes decides; a tie is lost.`}
      </p>
      <div className={styles.votes}>
        {field('inFavour', t`For`)}
        {field('against', t`Against`)}
        {field('abstained', t`Abstentions`)}
      </div>
      <p role="status" className={styles.sum} data-bad={found.over || found.carried === false || undefined}>
        {found.given !== null && (
          <>
            <Plural value={found.given} one="# vote" other="# votes" />
            {': '}
            {found.over ? t`more than take part` : found.carried ? t`adopted` : t`not adopted`}
          </>
        )}
      </p>
    </fieldset>
  )
}

function Minority({ draft, set }: Part) {
  const { t } = useLingui()
  const { minority } = draft
  return (
    <fieldset className={styles.group}>
      <legend>{t`Minority views`}</legend>
      {minority.map((each, at) => (
        <TextField
          key={at}
          id={`minority-${String(at + 1)}`}
          label={t`Minority view ${at + 1}`}
          hint={t`Without names. Leave it empty to drop it.`}
          rows={2}
          most={BODY}
          value={each}
          onChange={(text) => {
            set({ minority: minority.map((old, index) => (index === at ? text : old)) })
          }}
        />
      ))}
      <Button
        variant="secondary"
        onClick={() => {
          set({ minority: [...minority, ''] })
        }}
      >
        {t`Add a minority view`}
      </Button>
    </fieldset>
  )
}

function useMissing(draft: Draft, attendance: UnionDialogueAttendanceView): Wrong[] {
  const { t } = useLingui()
  const found = verdict(draft, attendance)
  const wrong: Wrong[] = []
  if (!draft.stance) wrong.push({ field: 'stance', message: t`Say whether the body agrees` })
  if (!draft.resolution.trim()) wrong.push({ field: 'resolution', message: t`Write what the body resolved` })
  draft.points.forEach(({ text, demand }, at) => {
    if (!text.trim()) wrong.push({ field: `point-${String(at + 1)}`, message: t`Write point ${at + 1}, or remove it` })
    if (demand.length > LINE)
      wrong.push({ field: `demand-${String(at + 1)}`, message: t`Shorten the demand of point ${at + 1} to ${LINE} characters` })
  })
  if (draft.stance === 'consent-with-conditions' && draft.points.length === 0)
    wrong.push({ field: 'stance', message: t`Add the points on which the consent depends` })
  if (!found.quorate || found.present === 0)
    wrong.push({ field: 'present', message: t`Too few take part: the vote would not stand` })
  for (const [field, name] of [
    ['inFavour', t`For`],
    ['against', t`Against`],
    ['abstained', t`Abstentions`],
  ] as const)
    if (votes(draft[field]) === null) wrong.push({ field, message: t`Enter a whole number: ${name}` })
  if (found.over) wrong.push({ field: 'inFavour', message: t`There are more votes than people who take part` })
  else if (found.carried === false)
    wrong.push({ field: 'inFavour', message: t`The vote is lost: an opinion needs a majority` })
  return wrong
}

interface Props {
  shared: Shared<Draft>
  attendance: UnionDialogueAttendanceView
  check: () => void
}

export function OpinionForm({ shared, attendance, check }: Props) {
  const { t, i18n } = useLingui()
  const { sheet, value: draft } = shared
  const [tried, tries] = useState(false)
  const compared = useCompared(attendance)
  const missing = useMissing(draft, attendance)
  const wrong = tried ? missing : []
  const part: Part = {
    draft,
    set: (change) => {
      sheet.write({ ...draft, ...change })
    },
    error: (field) => wrong.find((each) => each.field === field)?.message,
  }
  async function submit() {
    tries(true)
    // what is checked and delivered is what the body's colleagues have seen too
    if (missing.length === 0 && (await sheet.save())) check()
  }
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2>{t`Draft of the opinion`}</h2>
      <p className={styles.quiet}>
        {t`Those who sit in the body write it together. Management sees nothing of it before it is delivered.`}
      </p>
      <ErrorSummary errors={wrong} />
      <Meanwhile shared={shared} compared={compared} />
      <RadioField<Stance>
        id="stance"
        label={t`What does the body say to the measure?`}
        value={draft.stance}
        error={part.error('stance')}
        options={(Object.keys(STANCES) as Stance[]).map((value) => ({ value, label: i18n._(STANCES[value]) }))}
        onChange={(stance) => {
          part.set({ stance })
        }}
      />
      <TextField
        id="resolution"
        label={t`Resolution`}
        hint={t`The text that was voted on.`}
        rows={5}
        most={BODY}
        value={draft.resolution}
        error={part.error('resolution')}
        onChange={(resolution) => {
          part.set({ resolution })
        }}
      />
      <Points {...part} />
      <Meeting {...part} attendance={attendance} />
      <Votes {...part} attendance={attendance} />
      <Minority {...part} />
      <div className={styles.acts}>
        <Button type="submit">{t`Check the opinion`}</Button>
        <Saved {...shared} />
      </div>
    </form>
  )
}
