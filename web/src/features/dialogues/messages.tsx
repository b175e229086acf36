// What was said in a room, oldest first. What comes later waits behind a button: nothing moves under the reader.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import {
  data,
  isRefusal,
  type UnionDialogueCaseSeen,
  unionDialogueEditMessage,
  type UnionDialogueMessageView,
  type UnionDialogueRoomView,
  useMe,
} from '../../api'
import { Rest } from '../../parts'
import { Button, Face, Loading, TextField, Trouble, useMoments } from '../../ui'
import { Composer } from './composer'
import { snapshot, useMemory } from './memory'
import { editionsQuery, messagesQuery, ofCase } from './queries'
import styles from './room.module.css'
import { ROOM_WORDS, type Room } from './rooms'
import type { Side } from './side'

interface Place {
  caseId: string
  room: Room
}

function Former({ caseId, room, said }: Place & { said: UnionDialogueMessageView }) {
  const moments = useMoments()
  const asked = useQuery(editionsQuery(caseId, room, said.message_id, said.edition))
  if (asked.isPending) return <Loading lines={2} />
  if (asked.error) return <Trouble error={asked.error} />
  return (
    <ol className={styles.former}>
      {asked.data.slice(0, -1).map((each) => {
        const at = moments.time(each.written_at)
        return (
          <li key={each.edition}>
            <p className={styles.meta}>
              <Trans>It said from {at}</Trans>
            </p>
            <p className={styles.text}>{each.text}</p>
          </li>
        )
      })}
    </ol>
  )
}

function Change({ caseId, room, said, onDone }: Place & { said: UnionDialogueMessageView; onDone: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const first = { text: said.text, edition: said.edition }
  const key = `room/${caseId}/${room}/change/${said.message_id}`
  const [{ text, edition }, write, drop] = useMemory(key, first)
  const [theirs, show] = useState<string | null>(null)
  const [error, fail] = useState<unknown>(null)
  const [working, work] = useState(false)
  const id = `change-${said.message_id}`
  useEffect(() => {
    document.getElementById(id)?.focus()
  }, [id])
  function change(wanted: string) {
    write({ text: wanted, edition })
  }
  function leave() {
    drop()
    onDone()
  }
  async function save() {
    work(true)
    fail(null)
    const path = { case_id: caseId, room, message_id: said.message_id }
    try {
      const headers = { 'If-Match': `"${String(edition)}"` }
      await data(unionDialogueEditMessage({ path, body: { text, mentions: said.mentions }, headers }))
      await queries.invalidateQueries({ queryKey: [...ofCase(caseId), 'room', room] })
      leave()
    } catch (refused) {
      fail(refused)
      if (isRefusal(refused) && refused.status === 412) {
        // changed in another window: both texts stay in sight, and saving again takes this one
        const all = await queries.query(editionsQuery(caseId, room, said.message_id, edition + 1))
        const last = all.at(-1)
        show(last?.text ?? null)
        const typed = snapshot().get(key) as typeof first | undefined
        write({ text: typed?.text ?? text, edition: last?.edition ?? edition })
      }
    } finally {
      work(false)
    }
  }
  return (
    <form
      noValidate
      className={styles.change}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() && !working) void save()
      }}
    >
      {error !== null && <Trouble error={error} />}
      {theirs !== null && (
        <div className={styles.former}>
          <p className={styles.meta}>{t`It says now:`}</p>
          <p className={styles.text}>{theirs}</p>
        </div>
      )}
      <TextField id={id} label={t`Change your message`} hint={t`What it said before stays readable.`} rows={3} value={text} onChange={change} />
      <div className={styles.acts}>
        <Button type="submit" working={working}>
          {t`Save the change`}
        </Button>
        <Button variant="secondary" onClick={leave}>
          {t`Leave it`}
        </Button>
      </div>
    </form>
  )
}

function Message({ caseId, room, said, open }: Place & { said: UnionDialogueMessageView; open: boolean }) {
  const { t } = useLingui()
  const me = useMe()
  const moments = useMoments()
  const [doing, act] = useState<'changing' | 'looking-back' | null>(null)
  const name = said.author ?? (said.notice ? t`The system` : t`Somebody`)
  return (
    <article className={styles.message} aria-label={t`Message by ${name}`} data-row tabIndex={-1}>
      <Face name={name} />
      <div className={styles.words}>
        <p>
          <b>{name}</b>{' '}
          <time className={styles.meta} dateTime={said.posted_at}>
            {moments.time(said.posted_at)}
          </time>
        </p>
        {doing === 'changing' ? (
          <Change
            caseId={caseId}
            room={room}
            said={said}
            onDone={() => {
              act(null)
            }}
          />
        ) : (
          <p className={styles.text}>{said.text}</p>
        )}
        <div className={styles.acts}>
          {said.edited_at && (
            <Button
              variant="tertiary"
              data-size="sm"
              aria-expanded={doing === 'looking-back'}
              onClick={() => {
                act(doing === 'looking-back' ? null : 'looking-back')
              }}
            >
              <Plural value={said.edition - 1} one="Changed once, show both texts" other="Changed # times, show all texts" />
            </Button>
          )}
          {open && said.author_id === me.person_id && doing !== 'changing' && (
            <Button
              variant="tertiary"
              data-size="sm"
              onClick={() => {
                act('changing')
              }}
            >
              {t`Change`}
            </Button>
          )}
        </div>
        {doing === 'looking-back' && <Former caseId={caseId} room={room} said={said} />}
      </div>
    </article>
  )
}

interface Props {
  it: UnionDialogueCaseSeen
  side: Side
  room: Room
  view: UnionDialogueRoomView
}

export function Messages({ it, side, room, view }: Props) {
  const { t, i18n } = useLingui()
  const asked = useInfiniteQuery(messagesQuery(it.case_id, room))
  const list = useRef<HTMLOListElement>(null)
  const [focusAt, focus] = useState<number | null>(null)
  const said = asked.data?.pages.flatMap((page) => page.items) ?? []
  const later = asked.hasNextPage || !asked.data ? 0 : Math.max(0, view.messages - said.length)
  const { length } = said
  useEffect(() => {
    if (focusAt === null || length <= focusAt) return
    list.current?.children[focusAt]?.querySelector('article')?.focus()
  }, [focusAt, length])
  const open = it.state !== 'closed'
  return (
    <>
      <div className={styles.said}>
        {asked.isPending && <Loading lines={4} />}
        {asked.error && <Trouble error={asked.error} onRetry={() => void asked.refetch()} />}
        {asked.data && said.length === 0 && <p className={styles.none}>{i18n._(ROOM_WORDS[room].empty)}</p>}
        <ol ref={list} className={styles.messages} aria-label={t`What was said`}>
          {said.map((each) => (
            <li key={each.message_id}>
              <Message caseId={it.case_id} room={room} said={each} open={open} />
            </li>
          ))}
        </ol>
        <Rest asked={asked} shown={length} list={list} verb={t`Show later messages`} />
      </div>
      <div role="status" className={styles.bar}>
        {later > 0 && (
          <Button
            onClick={() => {
              focus(length)
              void asked.refetch()
            }}
          >
            <Plural value={later} one="Show # new message" other="Show # new messages" />
          </Button>
        )}
      </div>
      <Composer it={it} side={side} room={room} view={view} said={said} />
    </>
  )
}
