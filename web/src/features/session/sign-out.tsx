// Leaving: what is kept of a person on this device goes with them.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { data, drafts, isRefusal, peopleSignOut, session, useMe } from '../../api'
import { Button } from '../../ui'
import styles from './sign-out.module.css'

export function SignOut() {
  const { t } = useLingui()
  const me = useMe()
  const router = useRouter()
  const queries = useQueryClient()
  const leaving = useMutation({
    mutationFn: () => {
      session.over()
      return data(peopleSignOut())
    },
    onSettled: async (_, error) => {
      // who is not known any more is out already
      if (error && !(isRefusal(error) && error.status === 401)) {
        session.began(me.person_id)
        return
      }
      await drafts.forget(me.person_id)
      await router.navigate({ to: '/sign-in' })
      queries.clear()
    },
  })
  return (
    <Button
      variant="tertiary"
      className={styles.out}
      working={leaving.isPending}
      onClick={() => {
        leaving.mutate()
      }}
    >
      {leaving.isError ? t`Sign out again` : t`Sign out`}
    </Button>
  )
}
