// The appeal: an author lodges it, somebody else than who decided answers it, and both stay to be read.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { data, ideasAppeal, type IdeasAppealAnswer, ideasDecideAppeal, type IdeasIdeaSeen, useKept, useNow } from '../../api'
import { useActingOn } from '../../parts'
import { Button, Note, Panel, RadioField, Section, Standing, TextField, useMoments, type Wrong } from '../../ui'
import styles from './decisions.module.css'
import { appealsQuery } from './queries'

const MOST = 20_000
const THREE_WEEKS = 21 * 86_400_000

export function Appeal({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const today = moments.dayAt(useNow())
  const kept = useKept(`appeal/${idea.idea_id}`, { grounds: '' })
  const { grounds } = kept.form
  const appealing = useActingOn('ideas', async () => {
    await data(ideasAppeal({ path: { idea_id: idea.idea_id }, body: { grounds }, headers: kept.once }))
    await kept.done()
  })
  if (!idea.appeal_until || idea.appeal_until < today) return null
  const until = moments.day(idea.appeal_until)
  const over = grounds.length - MOST
  const lacks = !grounds.trim() ? t`Say what speaks against the decision` : over > 0 ? t`Shorten this by ${over} characters` : undefined
  return (
    <Section id="appeal" title={t`Appeal`} aside={t`until ${until}, 24:00`}>
      <Standing
        verb={t`Lodge the appeal`}
        working={appealing.isPending}
        error={appealing.error}
        missing={lacks ? [{ field: 'grounds', message: lacks }] : []}
        onSend={() => {
          appealing.mutate()
        }}
      >
        {(of) => (
          <TextField
            id="grounds"
            label={t`What speaks against the decision?`}
            hint={t`Somebody else than who decided answers it. Whoever sees the idea can read it, and it stays.`}
            rows={6}
            most={MOST}
            lang={idea.language}
            value={grounds}
            error={of('grounds')}
            onChange={(next) => {
              kept.change({ grounds: next })
            }}
          />
        )}
      </Standing>
    </Section>
  )
}

interface Reply {
  result: IdeasAppealAnswer['result'] | ''
  text: string
  quorum: string
  dueOn: string
}

function useMissing() {
  const { t } = useLingui()
  return ({ result, text, quorum, dueOn }: Reply, today: string): Wrong[] => {
    const found: Wrong[] = []
    if (!result) found.push({ field: 'appeal-result', message: t`Choose how you answer` })
    if (!text.trim()) found.push({ field: 'appeal-text', message: t`Write to the authors why` })
    if (result !== 'reopened') return found
    if (dueOn <= today) found.push({ field: 'appeal-due', message: t`Name a day to come by which the reviews are due` })
    if (!/^([2-9]|1\d|20)$/.test(quorum))
      found.push({ field: 'appeal-quorum', message: t`Say how many reviews are needed, from 2 to 20` })
    return found
  }
}

function Again({ reply, change, of }: { reply: Reply; change: (wanted: Partial<Reply>) => void; of: (field: string) => string | undefined }) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <>
      <TextField
        id="appeal-due"
        type="date"
        label={t`Reviews are due on`}
        hint={reply.dueOn ? moments.day(reply.dueOn) : undefined}
        value={reply.dueOn}
        error={of('appeal-due')}
        onChange={(dueOn) => {
          change({ dueOn })
        }}
      />
      <TextField
        id="appeal-quorum"
        type="number"
        min={2}
        max={20}
        label={t`How many reviews are needed`}
        value={reply.quorum}
        error={of('appeal-quorum')}
        onChange={(quorum) => {
          change({ quorum })
        }}
      />
    </>
  )
}

export function AnswerAppeal({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const moments = useMoments()
  const now = useNow()
  const today = moments.dayAt(now)
  const missing = useMissing()
  const kept = useKept<Reply>(`appeal-answer/${idea.idea_id}`, {
    result: '',
    text: '',
    quorum: '2',
    dueOn: moments.dayAt(new Date(now.getTime() + THREE_WEEKS)),
  })
  const { result, text, quorum, dueOn } = kept.form
  const answering = useActingOn('ideas', async () => {
    const body = { result: result || ('upheld' as const), text, quorum: Number(quorum), due_on: dueOn }
    await data(ideasDecideAppeal({ path: { idea_id: idea.idea_id }, body, headers: kept.once }))
    await kept.done()
  })
  return (
    <Section id="answer" title={t`Answer the appeal`} aside={t`Not for who took the decision.`}>
      <Standing
        verb={result === 'reopened' ? t`Open it again` : t`Answer the appeal`}
        working={answering.isPending}
        error={answering.error}
        missing={missing(kept.form, today)}
        onSend={() => {
          answering.mutate()
        }}
      >
        {(of) => (
          <>
            <RadioField<IdeasAppealAnswer['result']>
              id="appeal-result"
              label={t`How do you answer?`}
              value={result}
              error={of('appeal-result')}
              options={[
                idea.decision?.outcome === 'deferred'
                  ? { value: 'upheld', label: t`It stays deferred`, hint: t`Until its day: there is no second appeal.` }
                  : { value: 'upheld', label: t`It stays declined`, hint: t`For good: there is no second appeal.` },
                { value: 'reopened', label: t`It is looked at again`, hint: t`A second round of peer review opens.` },
              ]}
              onChange={(next) => {
                kept.change({ result: next })
              }}
            />
            {result === 'reopened' && <Again reply={kept.form} change={kept.change} of={of} />}
            <TextField
              id="appeal-text"
              label={t`To the authors`}
              rows={5}
              most={MOST}
              lang={idea.language}
              value={text}
              error={of('appeal-text')}
              onChange={(next) => {
                kept.change({ text: next })
              }}
            />
          </>
        )}
      </Standing>
    </Section>
  )
}

/** What an entry is: the word of the authors, or the answer to it. */
function useHeading() {
  const { t } = useLingui()
  return (result: string | undefined) => {
    if (result === undefined) return t`The appeal of the authors`
    return result === 'reopened' ? t`The appeal opened it again` : t`The appeal was turned down`
  }
}

export function Appeals({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const heading = useHeading()
  const appeals = useQuery(appealsQuery(ideaId))
  if (appeals.error)
    return (
      <Note kind="warning" title={t`Appeals cannot be shown now`}>
        <Button variant="secondary" data-size="sm" onClick={() => void appeals.refetch()}>
          {t`Try again`}
        </Button>
      </Note>
    )
  return (appeals.data ?? []).map((each) => (
    <Panel key={each.at} title={heading(each.result)} tinted={false}>
      <p className={styles.text}>{each.grounds ?? each.text}</p>
      <p className={styles.meta}>
        <time dateTime={each.at}>{moments.time(each.at)}</time>
      </p>
    </Panel>
  ))
}
