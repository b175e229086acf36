// The way in: in the demo, one of its personas.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { data, isRefusal, type PeoplePersona, peopleSignIn } from '../../api'
import { Loading, Note, Page, Section, Trouble, useBrand } from '../../ui'
import { CHANNEL, personasQuery, type SignedInElsewhere } from './queries'
import styles from './sign-in.module.css'
import { EMPLOYEE, MANDATES, ROLES, type Side, SIDE_WORDS, SIDES, TRY, TRY_IDEAS } from './words'

const route = getRouteApi('/sign-in/')

function initials(name: string): string {
  const words = name.split(' ')
  return `${words[0]?.[0] ?? ''}${words.at(-1)?.[0] ?? ''}`
}

interface CardProps {
  persona: PeoplePersona
  working: boolean
  onChoose: () => void
}

function Card({ persona, working, onChoose }: CardProps) {
  const { i18n } = useLingui()
  const first = persona.mandates[0] ?? persona.roles[0] ?? ''
  const held = [...persona.mandates.map((each) => MANDATES[each]), ...persona.roles.map((each) => ROLES[each])]
  const named = held.filter((each) => each !== undefined)
  return (
    <li className={styles.card}>
      <span className={styles.face} aria-hidden="true">
        {initials(persona.display_name)}
      </span>
      <button type="button" className={styles.name} aria-busy={working} onClick={onChoose}>
        {persona.display_name}
      </button>
      <p className={styles.role}>
        {named.length > 0 ? named.map((each) => i18n._(each)).join(', ') : i18n._(EMPLOYEE)}
      </p>
      <p className={styles.try}>{i18n._(TRY[first] ?? TRY_IDEAS)}</p>
    </li>
  )
}

function sideOf(persona: PeoplePersona): Side {
  if (persona.mandates.length > 0) return 'representatives'
  return persona.roles.length > 0 ? 'functions' : 'employees'
}

export function SignIn() {
  const { t, i18n } = useLingui()
  const brand = useBrand()
  const { next, again } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const personas = useQuery(personasQuery)
  const [back, setBack] = useState(false)
  const signing = useMutation({
    mutationFn: (persona: string) => data(peopleSignIn({ body: { persona } })),
    onSuccess: async (signed) => {
      const told: SignedInElsewhere = { person: signed.person_id }
      const channel = new BroadcastChannel(CHANNEL)
      channel.postMessage(told)
      channel.close()
      if (again) {
        setBack(true)
        window.close()
        return
      }
      queries.clear()
      await router.navigate({ href: next ?? '/', replace: true })
    },
  })
  if (back)
    return (
      <Page title={t`You are signed in again`}>
        <p>{t`Go back to the other window: what you wrote is there, and goes on.`}</p>
      </Page>
    )
  const outside = isRefusal(personas.error) && personas.error.status === 403
  return (
    <Page
      title={t`Sign in`}
      lead={
        <Trans>
          {brand.organisation} tries {brand.name} out. Choose who you want to be.
        </Trans>
      }
    >
      <Note kind="info">
        <p>{t`Demo data: the people, units and ideas here are invented. Nothing leaves this machine.`}</p>
      </Note>
      <div className={styles.place}>
        {signing.error && <Trouble error={signing.error} />}
        {personas.isPending && <Loading lines={6} />}
        {personas.error && !outside && <Trouble error={personas.error} onRetry={() => void personas.refetch()} />}
        {outside && (
          <Note kind="warning" title={t`This is no demo`}>
            <p>
              <Trans>Sign in with the account of your organisation, or ask {brand.support}.</Trans>
            </p>
          </Note>
        )}
        {SIDES.map((side) => {
          const found = personas.data?.filter((each) => sideOf(each) === side) ?? []
          return found.length === 0 ? null : (
            <Section key={side} id={side} title={i18n._(SIDE_WORDS[side])}>
              <ul className={styles.cards}>
                {found.map((persona) => (
                  <Card
                    key={persona.persona}
                    persona={persona}
                    working={signing.isPending && signing.variables === persona.persona}
                    onChoose={() => {
                      if (!signing.isPending) signing.mutate(persona.persona)
                    }}
                  />
                ))}
              </ul>
            </Section>
          )
        })}
      </div>
    </Page>
  )
}
