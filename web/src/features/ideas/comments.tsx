// The talk about an idea, in threads. A comment that was changed shows what it said before; one taken back stays a gap.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { data, type IdeasCommentView, ideasTakeBackComment, useMe } from '../../api'
import { Later, Rest } from '../../parts'
import { Button, Dialog, Face, Loading, Reading, Section, Trouble, useMoments } from '../../ui'
import styles from './comments.module.css'
import { Composer } from './composer'
import { commentsQuery, formerQuery, lastComments } from './queries'
import { Reword } from './reword'

const DEEPEST = 4

interface Thread {
  said: IdeasCommentView
  answers: Thread[]
}

/** Comments as they answer each other; one whose parent is on a later page stands by itself. */
export function threads(comments: readonly IdeasCommentView[]): Thread[] {
  const known = new Map(comments.map((said): [string, Thread] => [said.comment_id, { said, answers: [] }]))
  const top: Thread[] = []
  for (const thread of known.values()) {
    const above = thread.said.parent_id ? known.get(thread.said.parent_id) : undefined
    if (above) above.answers.push(thread)
    else top.push(thread)
  }
  return top
}

function Former({ ideaId, commentId }: { ideaId: string; commentId: string }) {
  const moments = useMoments()
  const former = useQuery(formerQuery(ideaId, commentId))
  if (former.isPending) return <Loading lines={2} />
  if (former.error) return <Trouble error={former.error} />
  return (
    <ol className={styles.former}>
      {former.data.map((each) => {
        const until = moments.time(each.until)
        return (
          <li key={each.edition}>
            <p className={styles.meta}>
              <Trans>Until {until}</Trans>
            </p>
            <p className={styles.plain}>{each.text}</p>
          </li>
        )
      })}
    </ol>
  )
}

function TakeBack({ ideaId, said, onDone }: { ideaId: string; said: IdeasCommentView; onDone: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const taking = useMutation({
    mutationFn: () =>
      data(ideasTakeBackComment({ path: { idea_id: ideaId, comment_id: said.comment_id } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['ideas', 'comments', ideaId] })
      onDone()
    },
  })
  return (
    <Dialog
      open
      onClose={onDone}
      title={t`Take the comment back?`}
      actions={
        <>
          <Button
            data-color="danger"
            working={taking.isPending}
            onClick={() => {
              taking.mutate()
            }}
          >
            {t`Take it back`}
          </Button>
          <Button variant="secondary" onClick={onDone}>
            {t`Keep it`}
          </Button>
        </>
      }
    >
      <p>{t`What it says and said before is gone for everybody. Answers to it stay.`}</p>
      {taking.error && <Trouble error={taking.error} />}
    </Dialog>
  )
}

interface SaidProps {
  ideaId: string
  said: IdeasCommentView
  open: boolean
}

type Doing = 'answering' | 'changing' | 'taking-back' | 'looking-back' | null

function Acts({ said, open, doing, act }: SaidProps & { doing: Doing; act: (what: Doing) => void }) {
  const { t } = useLingui()
  const me = useMe()
  const mine = said.author_id === me.person_id
  const toggle = (what: Doing) => () => {
    act(doing === what ? null : what)
  }
  return (
    <div className={styles.acts}>
      {open && said.depth < DEEPEST && (
        <Button variant="tertiary" data-size="sm" aria-expanded={doing === 'answering'} onClick={toggle('answering')}>
          {t`Reply`}
        </Button>
      )}
      {open && mine && (
        <Button variant="tertiary" data-size="sm" aria-expanded={doing === 'changing'} onClick={toggle('changing')}>
          {t`Change`}
        </Button>
      )}
      {mine && (
        <Button variant="tertiary" data-size="sm" onClick={toggle('taking-back')}>
          {t`Take back`}
        </Button>
      )}
      {said.changed_at && (
        <Button
          variant="tertiary"
          data-size="sm"
          aria-expanded={doing === 'looking-back'}
          onClick={toggle('looking-back')}
        >
          {t`What it said before`}
        </Button>
      )}
    </div>
  )
}

function Said({ ideaId, said, open }: SaidProps) {
  const { t } = useLingui()
  const moments = useMoments()
  const [doing, act] = useState<Doing>(null)
  const done = () => {
    act(null)
  }
  const name = said.author ?? t`Somebody`
  return (
    <article
      className={styles.said}
      aria-label={t`Comment by ${name}`}
      id={`comment-${said.comment_id}`}
      data-row
      tabIndex={-1}
    >
      <Face name={name} />
      <div className={styles.words}>
        <p>
          <b>{name}</b>{' '}
          <span className={styles.meta}>
            <time dateTime={said.made_at}>{moments.time(said.made_at)}</time>
            {said.changed_at && <> · {t`changed`}</>}
          </span>
        </p>
        {said.html === null ? (
          <p className={styles.meta}>{t`This comment was taken back.`}</p>
        ) : doing === 'changing' ? (
          <Reword ideaId={ideaId} said={said} onDone={done} />
        ) : (
          <Reading html={said.html} />
        )}
        {said.html !== null && <Acts ideaId={ideaId} said={said} open={open} doing={doing} act={act} />}
        {doing === 'looking-back' && <Former ideaId={ideaId} commentId={said.comment_id} />}
        {doing === 'answering' && (
          <Composer
            ideaId={ideaId}
            what={`answer/${said.comment_id}`}
            parent={said.comment_id}
            label={t`Reply to ${name}`}
            verb={t`Post the reply`}
            onSent={done}
            onCancel={done}
          />
        )}
        {doing === 'taking-back' && <TakeBack ideaId={ideaId} said={said} onDone={done} />}
      </div>
    </article>
  )
}

function Branch({ ideaId, open, branches }: { ideaId: string; open: boolean; branches: Thread[] }) {
  return (
    <ol className={styles.thread}>
      {branches.map(({ said, answers }) => (
        <li key={said.comment_id}>
          <Said ideaId={ideaId} said={said} open={open} />
          {answers.length > 0 && <Branch ideaId={ideaId} open={open} branches={answers} />}
        </li>
      ))}
    </ol>
  )
}

const idOf = (said: IdeasCommentView) => said.comment_id

export function Comments({ ideaId, open }: { ideaId: string; open: boolean }) {
  const { t } = useLingui()
  const list = useRef<HTMLDivElement>(null)
  const comments = useInfiniteQuery(commentsQuery(ideaId))
  const said = comments.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section
      id="discussion"
      title={t`Discussion`}
      aside={comments.data && <Plural value={said.length} _0="nothing said yet" one="# comment" other="# comments" />}
    >
      <div className={styles.box}>
        {comments.isPending && <Loading lines={3} />}
        {comments.error && <Trouble error={comments.error} onRetry={() => void comments.refetch()} />}
        {comments.data && <Later asked={comments} last={lastComments(ideaId)} idOf={idOf} list={list} />}
        <div ref={list}>{said.length > 0 && <Branch ideaId={ideaId} open={open} branches={threads(said)} />}</div>
        <div className={styles.more}>
          <Rest asked={comments} shown={said.length} list={list} verb={t`Show later comments`} />
        </div>
        {open ? (
          <div className={styles.composer}>
            <Composer
              ideaId={ideaId}
              what="comment"
              label={t`Comment`}
              hint={t`Everybody who may see the idea can read this. With @ and a name you tell a colleague.`}
              verb={t`Post the comment`}
            />
          </div>
        ) : (
          <p className={styles.closed}>{t`The discussion is closed.`}</p>
        )}
      </div>
    </Section>
  )
}
