// What one is told, and by which way: a row for each kind, saved as it is chosen. What a period set by law depends on
// stays as it is, and says why.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changedBy, data, type NotifyPreferenceView, notifySetPreference } from '../../api'
import { Loading, Section, Trouble } from '../../ui'
import { LockIcon } from '../../ui/icons'
import styles from './matrix.module.css'
import { preferencesQuery } from './queries'

type Channels = NotifyPreferenceView['channels']
type Mail = 'once' | 'digest' | 'none'

const mailOf = ({ mail, digest }: Channels): Mail => (mail ? 'once' : digest ? 'digest' : 'none')

export type Subject = 'ideas' | 'reviews' | 'consultations' | 'plans' | 'reminders'
const SUBJECTS: readonly Subject[] = ['ideas', 'reviews', 'consultations', 'plans', 'reminders']

/** What a kind is about, by what it changes. */
export function subjectOf(kind: string): Subject {
  if (kind.startsWith('reminder.')) return 'reminders'
  const services = changedBy(kind)
  if (services.includes('ideas') && services.length !== 2) return 'ideas'
  if (services.includes('union-dialogue')) return 'consultations'
  if (services.includes('review')) return 'reviews'
  return 'plans'
}

function Row({ kind }: { kind: NotifyPreferenceView }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const saving = useMutation({
    mutationFn: (channels: Channels) => data(notifySetPreference({ path: { kind: kind.kind }, body: channels })),
    onSuccess: (saved) => {
      queries.setQueryData(preferencesQuery.queryKey, (before) =>
        before?.map((each) => (each.kind === saved.kind ? saved : each)),
      )
    },
  })
  const chosen = saving.isPending ? saving.variables : kind.channels
  const words: Record<Mail, string> = { once: t`at once`, digest: t`in the daily digest`, none: t`no` }
  return (
    <tr>
      <th scope="row">
        {kind.about}
        {saving.error && <Trouble error={saving.error} />}
      </th>
      {kind.may_mute ? (
        <>
          <td data-label={t`In the inbox`}>
            <input
              type="checkbox"
              className="ds-input"
              aria-label={t`In the inbox: ${kind.about}`}
              checked={chosen.inbox}
              onChange={(event) => {
                saving.mutate({ ...chosen, inbox: event.target.checked })
              }}
            />
          </td>
          <td data-label={t`By e-mail`}>
            <select
              className="ds-input"
              aria-label={t`By e-mail: ${kind.about}`}
              value={mailOf(chosen)}
              onChange={({ target }) => {
                saving.mutate({ ...chosen, mail: target.value === 'once', digest: target.value === 'digest' })
              }}
            >
              {(['once', 'digest', 'none'] as const).map((each) => (
                <option key={each} value={each}>
                  {words[each]}
                </option>
              ))}
            </select>
          </td>
        </>
      ) : (
        <td colSpan={2} className={styles.fixed}>
          <LockIcon aria-hidden="true" /> {kind.why_not}
        </td>
      )}
    </tr>
  )
}

function Table({ subject, kinds }: { subject: Subject; kinds: NotifyPreferenceView[] }) {
  const { t } = useLingui()
  const names: Record<Subject, string> = {
    ideas: t`Ideas`,
    reviews: t`Peer review`,
    consultations: t`Consultations`,
    plans: t`Implementation`,
    reminders: t`Reminders`,
  }
  return (
    <details className={styles.subject}>
      <summary>
        {names[subject]} <span>{kinds.length}</span>
      </summary>
      <table className={styles.matrix}>
        <caption className="sr">{names[subject]}</caption>
        <thead>
          <tr>
            <th scope="col">{t`What happens`}</th>
            <th scope="col">{t`In the inbox`}</th>
            <th scope="col">{t`By e-mail`}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <Row key={kind.kind} kind={kind} />
          ))}
        </tbody>
      </table>
    </details>
  )
}

export function Matrix() {
  const { t } = useLingui()
  const preferences = useQuery(preferencesQuery)
  return (
    <Section id="told" title={t`What you are told`} aside={t`Each choice is saved at once.`}>
      {preferences.isPending && <Loading lines={5} />}
      {preferences.error && <Trouble error={preferences.error} onRetry={() => void preferences.refetch()} />}
      {preferences.data &&
        SUBJECTS.map((subject) => (
          <Table
            key={subject}
            subject={subject}
            kinds={preferences.data.filter((each) => subjectOf(each.kind) === subject)}
          />
        ))}
    </Section>
  )
}
