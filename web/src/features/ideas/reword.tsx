// One's comment in other words. Who changed it in another window meanwhile sees both texts before one goes over the other.
import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { data, ideasGetComment, type IdeasCommentView, ideasReword, isRefusal, useKept } from '../../api'
import styles from './comments.module.css'
import { Composer } from './composer'

interface Props {
  ideaId: string
  said: IdeasCommentView
  onDone: () => void
}

export function Reword({ ideaId, said, onDone }: Props) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const what = `change/${said.comment_id}`
  const path = { idea_id: ideaId, comment_id: said.comment_id }
  // what was typed is about the text as it was then, also after a reload
  const { form, change, done } = useKept(`comment/${ideaId}/${what}/seen`, { edition: said.edition })
  const [theirs, show] = useState<string | null>(null)
  async function send(text: string) {
    try {
      await data(ideasReword({ path, body: { text }, headers: { 'If-Match': `"${String(form.edition)}"` } }))
    } catch (refused) {
      if (isRefusal(refused) && refused.status === 412) {
        const now = await data(ideasGetComment({ path }))
        show(now.text)
        // both texts stay in sight, and saving again takes this one
        change({ edition: now.edition })
      }
      throw refused
    }
    await queries.invalidateQueries({ queryKey: ['ideas', 'former', said.comment_id] })
    await done()
    onDone()
  }
  return (
    <Composer
      ideaId={ideaId}
      what={what}
      label={t`Change your comment`}
      initial={said.text ?? ''}
      verb={t`Save the change`}
      send={send}
      onWrite={() => {
        change({})
      }}
      onCancel={() => {
        void done()
        onDone()
      }}
    >
      {theirs !== null && (
        <div className={styles.former}>
          <p className={styles.meta}>{t`It says now:`}</p>
          <p className={styles.plain}>{theirs}</p>
        </div>
      )}
    </Composer>
  )
}
