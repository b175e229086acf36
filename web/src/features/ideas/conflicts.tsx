// Who must neither handle nor decide on an idea: somebody says it of themselves, the scheme office also of others.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { data, hasRole, type IdeasConflict, ideasDeclareConflict, type IdeasIdeaSeen, useKept, useMe } from '../../api'
import { faultsOf, PersonField, useActingOn } from '../../parts'
import { type Close, Form, Loading, Opener, Panel, RadioField, TextField, Trouble, type Wrong } from '../../ui'
import { conflictsQuery } from './queries'

type Kind = IdeasConflict['kind']

const FIELDS = { '/person_id': 'bound', '/kind': 'bond', '/text': 'bond-text' }

function useKinds(): Record<Kind, string> {
  const { t } = useLingui()
  return { beneficiary: t`gains from the idea`, relation: t`is close to an author`, other: t`something else` }
}

interface Noted {
  person: string
  kind: Kind | ''
  text: string
}

function Noting({ ideaId, office, close }: { ideaId: string; office: boolean; close: Close }) {
  const { t } = useLingui()
  const me = useMe()
  const kinds = useKinds()
  const first: Noted = { person: me.person_id, kind: '', text: '' }
  const { form, change, once, done } = useKept(`conflict/${ideaId}`, first)
  const { person, kind, text } = form
  const noting = useActingOn(
    'ideas',
    async () => {
      if (!kind) return
      const body = { kind, text: text.trim(), person_id: person === me.person_id ? null : person }
      await data(ideasDeclareConflict({ path: { idea_id: ideaId }, body, headers: once }))
      await done()
    },
    close,
  )
  const missing: Wrong[] = []
  if (!kind) missing.push({ field: 'bond', message: t`Say what it is` })
  if (!text.trim()) missing.push({ field: 'bond-text', message: t`Say in one sentence what it is` })
  return (
    <Form
      label={t`New conflict of interest`}
      verb={t`Note it`}
      working={noting.isPending}
      error={noting.error}
      missing={missing}
      told={faultsOf(noting.error, FIELDS)}
      onSend={() => {
        noting.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          {office && <PersonField id="bound" label={t`Who`} value={person} error={of('bound')} onChange={(given) => { change({ person: given }) }} />}
          <RadioField<Kind>
            id="bond"
            label={t`What binds them to the idea?`}
            value={kind}
            error={of('bond')}
            options={(Object.keys(kinds) as Kind[]).map((value) => ({ value, label: kinds[value] }))}
            onChange={(given) => {
              change({ kind: given })
            }}
          />
          <TextField
            id="bond-text"
            label={t`In one sentence`}
            hint={t`Only the scheme office reads it.`}
            value={text}
            error={of('bond-text')}
            onChange={(given) => {
              change({ text: given })
            }}
          />
        </>
      )}
    </Form>
  )
}

function Known({ ideaId }: { ideaId: string }) {
  const { t } = useLingui()
  const kinds = useKinds()
  const found = useQuery(conflictsQuery(ideaId))
  if (found.isPending) return <Loading lines={2} />
  if (found.error) return <Trouble error={found.error} onRetry={() => void found.refetch()} />
  if (found.data.length === 0) return <p>{t`None is known.`}</p>
  return (
    <ul>
      {found.data.map((each) => (
        <li key={`${each.person_id}/${each.at}`}>
          {each.name ?? t`a former colleague`}: {kinds[each.kind as Kind]}. {each.text}
        </li>
      ))}
    </ul>
  )
}

/** For the scheme office and for decision makers. */
export function Conflicts({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const me = useMe()
  const office = hasRole(me, 'scheme-officer')
  if (['draft', 'withdrawn', 'merged'].includes(idea.status)) return null
  return (
    <Panel title={t`Conflicts of interest`} tinted={false}>
      <p>{t`Who has one neither handles the idea nor decides on it.`}</p>
      {office && <Known ideaId={idea.idea_id} />}
      <Opener verb={office ? t`Note a conflict of interest` : t`I have one`}>
        {(close) => <Noting ideaId={idea.idea_id} office={office} close={close} />}
      </Opener>
    </Panel>
  )
}
