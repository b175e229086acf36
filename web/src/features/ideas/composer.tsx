// Where somebody says something: kept on this device while it is typed, sent once, still there when sending failed.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { data, drafts, ideasComment, onceKey, useMe } from '../../api'
import { type Named, namedIn, Offered, useNaming } from '../../parts'
import { Button, TextField, Trouble } from '../../ui'
import styles from './composer.module.css'
import { useColleagues } from './colleagues'

const MOST = 20_000

interface Props {
  ideaId: string
  /** Names the draft on this device. */
  what: string
  label: ReactNode
  hint?: ReactNode
  verb: string
  initial?: string
  parent?: string
  /** Sends the text; a new comment, which can mention colleagues, when not given. */
  send?: (text: string) => Promise<void>
  onWrite?: () => void
  onSent?: () => void
  onCancel?: () => void
  /** Stands above the field. */
  children?: ReactNode
}

export function Composer({ ideaId, what, label, hint, verb, initial = '', parent, send, children, ...on }: Props) {
  const { onWrite, onSent, onCancel } = on
  const { t } = useLingui()
  const me = useMe()
  const queries = useQueryClient()
  const key = `comment/${ideaId}/${what}`
  const [text, setText] = useState(initial)
  const [empty, setEmpty] = useState(false)
  const [once, setOnce] = useState(onceKey)
  const [chosen, choose] = useState<Record<string, string>>({})
  const keyOfChosen = `${key}/chosen`
  const id = `composer-${what.replace('/', '-')}`
  useEffect(() => {
    void drafts.kept<string>(me.person_id, key).then((kept) => {
      // who was quicker than this device goes on with what they typed
      if (kept) setText((typed) => (typed === initial ? kept : typed))
    })
    void drafts.kept<Record<string, string>>(me.person_id, keyOfChosen).then((kept) => {
      choose((before) => ({ ...kept, ...before }))
    })
  }, [key, keyOfChosen, me.person_id, initial])
  const naming = useNaming(id, text, write)
  const found = useColleagues(send ? null : naming.typed)
  const asked = onCancel !== undefined
  useEffect(() => {
    if (asked) document.getElementById(id)?.focus()
  }, [asked, id])
  const sending = useMutation({
    mutationFn: async () => {
      if (send) await send(text)
      else {
        const body = { text, parent_id: parent ?? null, mentions: namedIn(text, chosen) }
        await data(ideasComment({ path: { idea_id: ideaId }, body, headers: once }))
      }
      await forget()
    },
    onSuccess: async () => {
      setText('')
      choose({})
      setOnce(onceKey())
      // at once: whoever does the next thing meanwhile shall not be disturbed by the end of this one
      onSent?.()
      await queries.invalidateQueries({ queryKey: ['ideas', 'comments', ideaId] })
    },
  })
  const forget = () => Promise.all([drafts.drop(me.person_id, key), drafts.drop(me.person_id, keyOfChosen)])
  const field = () => document.getElementById(id) as HTMLTextAreaElement
  function write(value: string) {
    setText(value)
    setEmpty(false)
    setOnce(onceKey())
    void drafts.keep(me.person_id, key, value)
    onWrite?.()
  }
  function mention(one: Named) {
    const all = { ...chosen, [one.id]: one.name }
    choose(all)
    naming.name(one.name)
    void drafts.keep(me.person_id, keyOfChosen, all)
  }
  function submit() {
    if (text.trim()) sending.mutate()
    else {
      setEmpty(true)
      field().focus()
    }
  }
  return (
    <form
      noValidate
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {sending.error && (
        <Trouble error={sending.error}>
          <p>{t`Your text is still here.`}</p>
        </Trouble>
      )}
      {children}
      <TextField
        id={id}
        label={label}
        hint={hint}
        rows={3}
        value={text}
        most={MOST}
        error={empty ? t`Write something first` : undefined}
        onChange={naming.change}
      />
      <Offered found={found} onChoose={mention} />
      <div className={styles.foot}>
        <Button type="submit" working={sending.isPending}>
          {verb}
        </Button>
        {onCancel && (
          <Button
            variant="secondary"
            onClick={() => {
              void forget()
              onCancel()
            }}
          >
            {t`Leave it`}
          </Button>
        )}
        <span role="status" className="sr">
          {sending.isSuccess && !text ? t`Posted` : ''}
        </span>
      </div>
    </form>
  )
}
