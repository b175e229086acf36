// The reader's part as an invited co-author: take it or not, and agree to the shares.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { data, ideasAccept, ideasAgree, type IdeasIdeaSeen, ideasLeave, onceKey, useMe } from '../../api'
import { Button, Panel, Trouble } from '../../ui'
import { Author } from './author'
import styles from './part.module.css'

function Invited({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const me = useMe()
  const router = useRouter()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const path = { idea_id: idea.idea_id }
  const done = () => queries.invalidateQueries({ queryKey: ['ideas'] })
  const taking = useMutation({ mutationFn: () => data(ideasAccept({ path, body: {}, headers: once })), onSuccess: done })
  const refusing = useMutation({
    mutationFn: () => data(ideasLeave({ path: { ...path, person_id: me.person_id } })),
    // the draft does not exist any more for who is no part of it
    onSuccess: async () => {
      await router.navigate({ to: '/' })
      await done()
    },
  })
  return (
    <Panel title={t`You are invited to be a co-author`} tinted={false}>
      <p>{t`As a co-author you write this draft too, get a share, and your name stands beside the others.`}</p>
      {taking.error && <Trouble error={taking.error} />}
      {refusing.error && <Trouble error={refusing.error} />}
      <div className={styles.acts}>
        <Button
          working={taking.isPending}
          onClick={() => {
            taking.mutate()
          }}
        >
          {t`Become a co-author`}
        </Button>
        <Button
          variant="secondary"
          working={refusing.isPending}
          onClick={() => {
            refusing.mutate()
          }}
        >
          {t`Do not take part`}
        </Button>
      </div>
    </Panel>
  )
}

function Shares({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const authors = idea.authors ?? []
  const shares = authors.map(({ person_id, share }) => ({ person_id, share }))
  const agreeing = useMutation({
    mutationFn: () => data(ideasAgree({ path: { idea_id: idea.idea_id }, body: { shares }, headers: once })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['ideas'] }),
  })
  return (
    <Panel title={t`Do you agree to these shares?`} tinted={false}>
      <ul className={styles.shares}>
        {authors.map((each) => (
          <Author key={each.person_id} author={each} alone={false} agreeing />
        ))}
      </ul>
      <p>{t`A later change of the shares is asked of everybody again.`}</p>
      {agreeing.error && <Trouble error={agreeing.error} />}
      <div className={styles.acts}>
        <Button
          working={agreeing.isPending}
          onClick={() => {
            agreeing.mutate()
          }}
        >
          {t`Agree to the shares`}
        </Button>
      </div>
    </Panel>
  )
}

export function Part({ idea }: { idea: IdeasIdeaSeen }) {
  const invited = idea.may.includes('accept')
  if (!invited && !idea.may.includes('agree')) return null
  return <div className={styles.place}>{invited ? <Invited idea={idea} /> : <Shares idea={idea} />}</div>
}
