// A room of a case: a place of its own, so that nobody has to choose who reads what they write.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect } from 'react'
import { isRefusal, type UnionDialogueCaseSeen, type UnionDialogueRoomView } from '../../api'
import { Empty, Loading, PlainLink, Trouble } from '../../ui'
import { LockIcon } from '../../ui/icons'
import { CasePage } from './head'
import { Messages } from './messages'
import { ofCase, roomsQuery } from './queries'
import styles from './room.module.css'
import { ROOM_GLYPHS, ROOM_WORDS, type Room, ROOMS } from './rooms'
import type { Side } from './side'
import { Unsent } from './unsent'

const route = getRouteApi('/inside/cases/$caseId/rooms/$room')

function Tabs({ caseId, here, open }: { caseId: string; here: Room; open: Map<string, number> }) {
  const { t, i18n } = useLingui()
  return (
    <nav aria-label={t`Rooms`}>
      <ul className={styles.tabs}>
        {ROOMS.map((room) => {
          const said = open.get(room)
          const { name, path, colour } = ROOM_WORDS[room]
          const Glyph = said === undefined ? LockIcon : ROOM_GLYPHS[room]
          const words = (
            <>
              <Glyph aria-hidden="true" />
              <span>
                <b>{i18n._(name)}</b>
                <span className={styles.small}>
                  {said === undefined ? t`not for you` : <Plural value={said} one="# message" other="# messages" />}
                </span>
              </span>
            </>
          )
          return (
            <li key={room} data-color={colour} data-shut={said === undefined || undefined} data-here={room === here || undefined}>
              {said === undefined ? (
                <span className={styles.tab}>{words}</span>
              ) : (
                <PlainLink
                  to="/cases/$caseId/rooms/$room"
                  params={{ caseId, room: path }}
                  className={styles.tab}
                  aria-current={room === here ? 'page' : undefined}
                >
                  {words}
                </PlainLink>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function Banner({ room }: { room: Room }) {
  const { i18n } = useLingui()
  const { name, readers } = ROOM_WORDS[room]
  const Glyph = ROOM_GLYPHS[room]
  return (
    <div className={styles.banner}>
      <span className={styles.glyph}>
        <Glyph aria-hidden="true" />
      </span>
      <div>
        <h2>{i18n._(name)}</h2>
        <p>{i18n._(readers)}</p>
      </div>
    </div>
  )
}

function Shut({ caseId, room }: { caseId: string; room: Room }) {
  const { i18n } = useLingui()
  const { readers, name } = ROOM_WORDS[room]
  const queries = useQueryClient()
  useEffect(() => {
    queries.removeQueries({ queryKey: [...ofCase(caseId), 'room'] })
  }, [queries, caseId])
  const title = i18n._(name)
  return (
    <>
      <Empty title={<Trans>{title}: not for you</Trans>}>
        <p>{i18n._(readers)}</p>
      </Empty>
      <Unsent caseId={caseId} />
    </>
  )
}

function Inside({ it, side, room }: { it: UnionDialogueCaseSeen; side: Side; room: Room }) {
  const asked = useQuery(roomsQuery(it.case_id))
  if (asked.isPending) return <Loading lines={6} />
  const gone = isRefusal(asked.error) && [403, 404].includes(asked.error.status)
  if (asked.error && (gone || !asked.data)) return <Trouble error={asked.error} onRetry={() => void asked.refetch()} />
  const open = new Map(asked.data.map((each: UnionDialogueRoomView) => [each.room, each.messages]))
  const view = asked.data.find((each) => each.room === room)
  return (
    <div className={styles.place}>
      <Tabs caseId={it.case_id} here={room} open={open} />
      {view ? (
        <div className={styles.frame} data-color={ROOM_WORDS[room].colour} data-room={room}>
          <Banner room={room} />
          <Messages key={room} it={it} side={side} room={room} view={view} />
        </div>
      ) : (
        <Shut caseId={it.case_id} room={room} />
      )}
    </div>
  )
}

export function CaseRoom() {
  const { t, i18n } = useLingui()
  const { caseId, room: path } = route.useParams()
  const room = ROOMS.find((each) => ROOM_WORDS[each].path === path) ?? 'joint'
  return (
    <CasePage key={caseId} caseId={caseId} part={i18n._(ROOM_WORDS[room].name)}>
      {({ data: it }, side) => {
        if (side === 'office')
          return (
            <Empty title={t`The rooms are for the two sides`}>
              <p>{t`What is said there stays between those who are heard and those who decide.`}</p>
            </Empty>
          )
        return <Inside it={it} side={side} room={room} />
      }}
    </CasePage>
  )
}
