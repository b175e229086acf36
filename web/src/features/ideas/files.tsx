// The files of an idea: taken along, shown, fetched; while it is written also added and taken away.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { data, type IdeasAttachmentView, ideasDetach, isRefusal, onceKey, upload } from '../../api'
import { Button, Dialog, FileField, Section, toldBy, Trouble } from '../../ui'
import styles from './files.module.css'
import { filesQuery } from './queries'

const TAKEN = '.pdf,.png,.jpg,.jpeg,.gif,.webp,.txt,.log,.csv,.md,.docx,.xlsx,.pptx,.odt,.ods,.odp'
const KILO = 1000

function useSize() {
  const { i18n } = useLingui()
  return (bytes: number) => {
    const [amount, unit] = bytes < KILO * KILO ? [Math.max(1, bytes / KILO), 'kilobyte'] : [bytes / KILO / KILO, 'megabyte']
    const shown = { style: 'unit', unit, maximumSignificantDigits: 2 } as const
    return new Intl.NumberFormat(i18n.locale, shown).format(amount)
  }
}

interface Going {
  id: string
  file: File
  once: ReturnType<typeof onceKey>
  /** From 0 to 1. */
  done: number
  error?: unknown
}

/** Files on their way, one after the other; one that was refused stays, with what is wrong about it. */
function useUploads(ideaId: string) {
  const queries = useQueryClient()
  const [going, setGoing] = useState<Going[]>([])
  const line = useRef(Promise.resolve())
  function change(id: string, wanted: Partial<Going>) {
    setGoing((before) => before.map((each) => (each.id === id ? { ...each, ...wanted } : each)))
  }
  async function send({ id, file, once }: Going) {
    const address = `/api/ideas/${ideaId}/attachments?name=${encodeURIComponent(file.name)}`
    try {
      const onProgress = (done: number) => {
        change(id, { done })
      }
      await upload<IdeasAttachmentView>(address, file, { once, onProgress })
      await queries.invalidateQueries({ queryKey: ['ideas'] })
      setGoing((before) => before.filter((each) => each.id !== id))
    } catch (error) {
      change(id, { error })
    }
  }
  function add(files: readonly File[]) {
    const made = files.map((file) => ({ id: crypto.randomUUID(), file, once: onceKey(), done: 0 }))
    setGoing((before) => [...before, ...made])
    for (const each of made) line.current = line.current.then(() => send(each))
  }
  return {
    going,
    add,
    again: (each: Going) => {
      change(each.id, { error: undefined, done: 0 })
      line.current = line.current.then(() => send(each))
    },
    drop: (id: string) => {
      setGoing((before) => before.filter((each) => each.id !== id))
    },
  }
}

function OnTheWay({ each, again, drop }: { each: Going; again: () => void; drop: () => void }) {
  const { t } = useLingui()
  const { name } = each.file
  if (!each.error)
    return (
      <li className={styles.file}>
        <label className={styles.going}>
          <span>{t`${name} is being sent`}</span>
          <progress max={1} value={each.done} />
        </label>
      </li>
    )
  const passing = !isRefusal(each.error) || each.error.passing
  const told = toldBy(each.error)
  return (
    <li className={styles.refused}>
      <p>
        <b>{name}</b>
      </p>
      <Trouble error={told.status === 413 ? { ...told, detail: told.detail || t`Make it smaller, or send a part of it.` } : each.error} />
      <div className={styles.acts}>
        {passing && (
          <Button variant="secondary" data-size="sm" onClick={again}>
            {t`Send it again`}
          </Button>
        )}
        <Button variant="tertiary" data-size="sm" onClick={drop} aria-label={t`Leave it out: ${name}`}>
          {t`Leave it out`}
        </Button>
      </div>
    </li>
  )
}

function Removing({ ideaId, file, onClose }: { ideaId: string; file: IdeasAttachmentView; onClose: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const removing = useMutation({
    mutationFn: () => data(ideasDetach({ path: { idea_id: ideaId, attachment_id: file.attachment_id } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['ideas'] })
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t`Take the file away?`}
      actions={
        <>
          <Button
            working={removing.isPending}
            onClick={() => {
              removing.mutate()
            }}
          >
            {t`Take it away`}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t`Keep it`}
          </Button>
        </>
      }
    >
      <p>{t`${file.name} is deleted for good. You can add it anew.`}</p>
      {removing.error && <Trouble error={removing.error} />}
    </Dialog>
  )
}

function There({ ideaId, file, changing }: { ideaId: string; file: IdeasAttachmentView; changing: boolean }) {
  const { t } = useLingui()
  const sizeOf = useSize()
  const [asking, ask] = useState(false)
  return (
    <li className={styles.file}>
      <span className={styles.name}>
        <a href={file.link} download className="ds-link">
          {file.name}
        </a>
        <span className={styles.meta}>{sizeOf(file.size)}</span>
      </span>
      {changing && (
        <Button
          variant="tertiary"
          data-size="sm"
          aria-label={t`Take away ${file.name}`}
          onClick={() => {
            ask(true)
          }}
        >
          {t`Take away`}
        </Button>
      )}
      {asking && (
        <Removing
          ideaId={ideaId}
          file={file}
          onClose={() => {
            ask(false)
          }}
        />
      )}
    </li>
  )
}

/** The files of an idea that is read; nothing where there are none. */
export function Files({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const files = useQuery(filesQuery(ideaId))
  if (files.error) return <Trouble error={files.error} onRetry={() => void files.refetch()} />
  if (!files.data?.length) return null
  return (
    <Section id="files" title={t`Files`}>
      <ul className={styles.files}>
        {files.data.map((each) => (
          <There key={each.attachment_id} ideaId={ideaId} file={each} changing={false} />
        ))}
      </ul>
    </Section>
  )
}

function Changing({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const files = useQuery(filesQuery(ideaId))
  const { going, add, again, drop } = useUploads(ideaId)
  return (
    <>
      <FileField
        id="file"
        label={t`Add files`}
        hint={t`PDF, pictures, text, Word, Excel, PowerPoint, OpenDocument. What a file says of its author is taken out, because reviewers must not know it.`}
        accept={TAKEN}
        onChange={add}
      />
      {files.error && <Trouble error={files.error} onRetry={() => void files.refetch()} />}
      <ul className={styles.files}>
        {files.data?.map((each) => (
          <There key={each.attachment_id} ideaId={ideaId} file={each} changing />
        ))}
        {going.map((each) => (
          <OnTheWay
            key={each.id}
            each={each}
            again={() => {
              again(each)
            }}
            drop={() => {
              drop(each.id)
            }}
          />
        ))}
      </ul>
    </>
  )
}

/** The files of an idea that is written. */
export function OwnFiles({ ideaId }: { ideaId: string | undefined }) {
  const { t } = useLingui()
  return (
    <Section id="files" title={t`Files`}>
      {ideaId ? (
        <Changing key={ideaId} ideaId={ideaId} />
      ) : (
        <p className={styles.meta}>{t`As soon as the draft is saved, you can add files here.`}</p>
      )}
    </Section>
  )
}
