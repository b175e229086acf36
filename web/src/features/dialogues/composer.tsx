// Where somebody writes into a room: label, hint and button name the readers, and only they can be mentioned.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  data,
  isRefusal,
  type UnionDialogueCaseSeen,
  type UnionDialogueMessageView,
  unionDialoguePostMessage,
  type UnionDialogueReadersView as Readers,
  type UnionDialogueRoomView,
  useMe,
} from '../../api'
import { type Named, namedIn, Offered, useNaming } from '../../parts'
import { Button, TextField, Trouble } from '../../ui'
import { useAct } from './act'
import { useMemory } from './memory'
import { attendanceQuery, mandatesQuery, ofCase } from './queries'
import styles from './room.module.css'
import { ROOM_WORDS, type Room } from './rooms'
import type { Side } from './side'
import { seatedIn } from './vote'

const MOST = 20_000
const OFFERED = 6

/** Whom one can mention: who may enter the room, as far as the writer's side may know. */
function useReaders(it: UnionDialogueCaseSeen, side: Side, room: Room, said: readonly UnionDialogueMessageView[]): Named[] {
  const me = useMe()
  const body = side === 'body'
  const attendance = useQuery({ ...attendanceQuery(it.case_id), enabled: body })
  const mandates = useQuery({ ...mandatesQuery(it.body_id), enabled: !body && room === 'joint' })
  const found = new Map<string, string>([
    ...seatedIn(attendance.data)
      .filter((each) => !each.conflicted)
      .map((each): [string, string] => [each.person_id, each.name]),
    ...(mandates.data ?? [])
      .filter((each) => each.role !== 'substitute')
      .map((each): [string, string] => [each.person_id, each.display_name]),
    ...said.flatMap((each): [string, string][] => (each.author_id && each.author ? [[each.author_id, each.author]] : [])),
  ])
  found.delete(me.person_id)
  return [...found].map(([id, name]) => ({ id, name }))
}

/** Who reads what is written here, counted. */
function Read({ room, readers }: { room: Room; readers: Readers }) {
  const { management } = readers
  const body = readers.members + readers.substitutes
  if (room === 'representatives')
    return <Plural value={body} one="Read by # representative. Never by management." other="Read by # representatives. Never by management." />
  if (room === 'management')
    return <Plural value={management} one="Read by # person of management. Never by the representatives." other="Read by # people of management. Never by the representatives." />
  return (
    <Trans>
      Read by <Plural value={body} one="# representative" other="# representatives" /> and{' '}
      <Plural value={management} one="# person of management" other="# people of management" />.
    </Trans>
  )
}

function Verb({ room, readers }: { room: Room; readers: Readers }) {
  const { management } = readers
  const body = readers.members + readers.substitutes
  if (room === 'representatives')
    return <Plural value={body} one="Send to the # representative" other="Send to the # representatives" />
  if (room === 'management')
    return <Plural value={management} one="Send to # person of management" other="Send to the # people of management" />
  return <Plural value={body + management} one="Send to # person of both sides" other="Send to the # people of both sides" />
}

interface Props {
  it: UnionDialogueCaseSeen
  side: Side
  room: Room
  view: UnionDialogueRoomView
  said: readonly UnionDialogueMessageView[]
}

export function Composer({ it, side, room, view, said }: Props) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const { field } = ROOM_WORDS[room]
  const [text, write, drop] = useMemory(`room/${it.case_id}/${room}`, '')
  const [empty, setEmpty] = useState(false)
  const readers = useReaders(it, side, room, said)
  const id = 'message'
  const sending = useAct<string>(it.case_id, async (wanted, once) => {
    const path = { case_id: it.case_id, room }
    await data(
      unionDialoguePostMessage({ path, body: { text: wanted, mentions: namedIn(wanted, Object.fromEntries(readers.map((each) => [each.id, each.name]))) }, headers: once }),
    ).catch(async (error: unknown) => {
      // the room is not there any more for the writer: what they wrote is offered to be kept
      if (isRefusal(error) && error.status === 404) await queries.invalidateQueries({ queryKey: ofCase(it.case_id) })
      throw error
    })
    drop()
  })
  const naming = useNaming(id, text, (value) => {
    setEmpty(false)
    write(value)
  })
  const wanted = naming.typed?.toLowerCase()
  const offered = wanted === undefined ? [] : readers.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, OFFERED)
  return (
    <form
      noValidate
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) sending.mutate(text)
        else {
          setEmpty(true)
          document.getElementById(id)?.focus()
        }
      }}
    >
      {sending.error && (
        <Trouble error={sending.error}>
          <p>{t`Your text is still here.`}</p>
        </Trouble>
      )}
      <TextField
        id={id}
        label={i18n._(field)}
        hint={<Read room={room} readers={view.readers} />}
        rows={3}
        value={text}
        most={MOST}
        error={empty ? t`Write something first` : undefined}
        onChange={naming.change}
      />
      <Offered
        found={offered}
        onChoose={({ name }) => {
          naming.name(name)
        }}
      />
      <div className={styles.foot}>
        <Button type="submit" working={sending.isPending}>
          <Verb room={room} readers={view.readers} />
        </Button>
        <span className={styles.meta}>{t`@ offers those who read here. Until it is sent, the text is on no device and no server.`}</span>
        <span role="status" className="sr">
          {sending.isSuccess && !text ? t`Sent` : ''}
        </span>
      </div>
    </form>
  )
}
