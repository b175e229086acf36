// Colleagues are asked to write an idea together, found by their name.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, ideasInvite, type IdeasIdeaSeen, onceKey, unitsQuery } from '../../api'
import { Button, TextField, Trouble } from '../../ui'
import { colleaguesQuery, ideaQuery, took } from './queries'
import { useSettled } from './settled'
import styles from './together.module.css'

const LETTERS = 2

interface ColleagueProps {
  id: string
  name: string
  unitId: string | null
  ideaId: string
  done: () => void
}

function Colleague({ id, name, unitId, ideaId, done }: ColleagueProps) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [once] = useState(onceKey)
  const unit = useQuery(unitsQuery).data?.find((each) => each.unit_id === unitId)
  const inviting = useMutation({
    mutationFn: () => call(ideasInvite({ path: { idea_id: ideaId }, body: { person_id: id }, headers: once })),
    onSuccess: (got) => {
      took(queries, got)
      void queries.invalidateQueries({ queryKey: ideaQuery(ideaId).queryKey })
      document.getElementById('colleague')?.focus()
      done()
    },
  })
  return (
    <li className={styles.row}>
      <span>
        <b>{name}</b> <span className={styles.meta}>{unit?.names[i18n.locale]}</span>
      </span>
      <Button
        variant="secondary"
        data-size="sm"
        aria-label={t`Invite ${name}`}
        working={inviting.isPending}
        onClick={() => {
          inviting.mutate()
        }}
      >
        {t`Invite`}
      </Button>
      {inviting.error && <Trouble error={inviting.error} />}
    </li>
  )
}

export function Invite({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const settled = useSettled(words.trim())
  const asked = settled.length >= LETTERS
  const found = useQuery({ ...colleaguesQuery(settled), enabled: asked })
  const there = new Set((idea.authors ?? []).map((each) => each.person_id))
  const others = (asked ? (found.data ?? []) : []).filter((each) => !there.has(each.person_id))
  return (
    <div className={styles.part}>
      <TextField
        id="colleague"
        label={t`Invite a colleague as co-author`}
        hint={t`Type at least two letters of the name.`}
        value={words}
        autoComplete="off"
        onChange={setWords}
      />
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      <p role="status" className={styles.meta}>
        {asked && found.isSuccess && others.length === 0 && t`Nobody else has a name like this.`}
      </p>
      {others.length > 0 && (
        <ul className={styles.rows}>
          {others.map((each) => (
            <Colleague
              key={each.person_id}
              id={each.person_id}
              name={each.display_name}
              unitId={each.unit_id}
              ideaId={idea.idea_id}
              done={() => {
                setWords('')
              }}
            />
          ))}
        </ul>
      )}
    </div>
  )
}
