// While neither chair nor deputy can act, the members elect one of them to lead the body in this case.
import { useLingui } from '@lingui/react/macro'
import { data, type UnionDialogueAttendanceView, type UnionDialogueCaseSeen, unionDialogueElect } from '../../api'
import { CheckField, Form, Note, Opener, RadioField, TextField, type Wrong } from '../../ui'
import { faultsOf } from '../../parts'
import { useAct } from './act'
import { useMemory } from './memory'
import styles from './opinion.module.css'
import { seatedIn, votes } from './vote'

interface Props {
  caseId: string
  attendance: UnionDialogueAttendanceView
}

const EMPTY = { person: '', present: [] as string[], inFavour: '', against: '', abstained: '' }
// the opinion on the same page has votes of its own
const VOTES = { '/votes/in_favour': 'elected-for', '/votes/against': 'elected-against', '/votes/abstained': 'elected-abstained' }
const FIELDS = { '/person_id': 'elected', '/present': 'there', '/votes': 'elected-for', ...VOTES }

function useMissing(form: typeof EMPTY): Wrong[] {
  const { t } = useLingui()
  const wrong: Wrong[] = []
  if (!form.person) wrong.push({ field: 'elected', message: t`Say who was elected` })
  if (form.present.length === 0) wrong.push({ field: 'there', message: t`Say who was there` })
  const counted: [string, string][] = [
    ['elected-for', form.inFavour],
    ['elected-against', form.against],
    ['elected-abstained', form.abstained],
  ]
  for (const [field, value] of counted)
    if (votes(value) === null) wrong.push({ field, message: t`Enter the votes as a whole number` })
  return wrong
}

function Ballot({ caseId, attendance, close }: Props & { close: (elsewhere?: boolean) => void }) {
  const { t } = useLingui()
  // who was there and how they voted is the body's: none of it stays on the device
  const [form, write, drop] = useMemory(`opinion/${caseId}/election`, EMPTY)
  const set = (change: Partial<typeof EMPTY>) => {
    write({ ...form, ...change })
  }
  const electing = useAct(
    caseId,
    (wanted: typeof EMPTY, once) =>
      data(
        unionDialogueElect({
          path: { case_id: caseId },
          headers: once,
          body: {
            person_id: wanted.person,
            present: wanted.present,
            votes: {
              in_favour: votes(wanted.inFavour) ?? 0,
              against: votes(wanted.against) ?? 0,
              abstained: votes(wanted.abstained) ?? 0,
            },
          },
        }),
      ),
    () => {
      drop()
      close(true)
    },
  )
  const missing = useMissing(form)
  const able = seatedIn(attendance).filter((each) => !each.conflicted && !each.absent)
  return (
    <Form
      label={t`Election for this case`}
      verb={t`Record the election`}
      working={electing.isPending}
      error={electing.error}
      missing={missing}
      told={faultsOf(electing.error, FIELDS)}
      onSend={() => {
        electing.mutate(form)
      }}
      onLeave={() => {
        drop()
        close()
      }}
    >
      {(of) => (
        <>
          <RadioField<string>
            id="elected"
            label={t`Who was elected?`}
            value={form.person}
            error={of('elected')}
            options={able.map((each) => ({ value: each.person_id, label: each.name }))}
            onChange={(person) => {
              set({ person })
            }}
          />
          <fieldset className={styles.group} id="there" tabIndex={-1}>
            <legend>{t`Who was there?`}</legend>
            {able.map((each) => (
              <CheckField
                key={each.person_id}
                id={`there-${each.person_id}`}
                label={each.name}
                checked={form.present.includes(each.person_id)}
                onChange={(checked) => {
                  const others = form.present.filter((id) => id !== each.person_id)
                  set({ present: checked ? [...others, each.person_id] : others })
                }}
              />
            ))}
            {of('there') && <p className={styles.wrong}>{of('there')}</p>}
          </fieldset>
          <div className={styles.votes}>
            <Votes id="elected-for" label={t`For`} value={form.inFavour} error={of('elected-for')} onChange={(inFavour) => { set({ inFavour }) }} />
            <Votes id="elected-against" label={t`Against`} value={form.against} error={of('elected-against')} onChange={(against) => { set({ against }) }} />
            <Votes id="elected-abstained" label={t`Abstentions`} value={form.abstained} error={of('elected-abstained')} onChange={(abstained) => { set({ abstained }) }} />
          </div>
        </>
      )}
    </Form>
  )
}

interface VotesProps {
  id: string
  label: string
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

function Votes(props: VotesProps) {
  return <TextField {...props} type="number" min={0} />
}

export function Election({ it, attendance }: { it: UnionDialogueCaseSeen; attendance: UnionDialogueAttendanceView }) {
  const { t } = useLingui()
  return (
    <Note kind="warning" title={t`Nobody leads the body in this case`}>
      <p>{t`Neither chair nor deputy can act. Where the rules of the body allow it, its members elect one of them until one of those can act again.`}</p>
      {it.may.includes('elect') && (
        <Opener verb={t`Record an election`}>
          {(close) => <Ballot caseId={it.case_id} attendance={attendance} close={close} />}
        </Opener>
      )}
    </Note>
  )
}
