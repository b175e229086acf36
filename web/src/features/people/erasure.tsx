// Forgetting somebody who has left: every service takes the name away, and nothing brings it back.
import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { data, onceKey, peopleErase, type PeoplePersonView } from '../../api'
import { goOnAt, useActingOn } from '../../parts'
import { CheckField, Form, Note, Opener, Section, type Wrong } from '../../ui'

function Erasing({ person, close }: { person: PeoplePersonView; close: (elsewhere?: boolean) => void }) {
  const { t } = useLingui()
  const [once] = useState(onceKey)
  const [sure, setSure] = useState(false)
  const name = person.display_name
  const erasing = useActingOn(
    'people',
    () => data(peopleErase({ path: { person_id: person.person_id }, body: {}, headers: once })),
    () => {
      close(true)
      goOnAt()
    },
  )
  const missing: Wrong[] = sure ? [] : [{ field: 'sure', message: t`Say that you know it cannot be undone` }]
  return (
    <Form
      label={t`Erasing a person`}
      verb={t`Erase ${name}`}
      working={erasing.isPending}
      error={erasing.error}
      missing={missing}
      told={[]}
      onSend={() => {
        erasing.mutate()
      }}
      onLeave={() => {
        close()
      }}
    >
      {(of) => (
        <>
          <Note kind="warning">
            <p>{t`Every service removes the name. Ideas, votes and decisions stay, without it.`}</p>
          </Note>
          <CheckField id="sure" label={t`I know that it cannot be undone`} checked={sure} onChange={setSure} />
          {of('sure') && <p>{of('sure')}</p>}
        </>
      )}
    </Form>
  )
}

export function Erasure({ person }: { person: PeoplePersonView }) {
  const { t } = useLingui()
  return (
    <Section id="erasure" title={t`Erasing`} aside={t`Only of somebody who has left.`}>
      <Opener verb={t`Erase this person`}>{(close) => <Erasing person={person} close={close} />}</Opener>
    </Section>
  )
}
