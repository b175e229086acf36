// What both sides agree about the period: one proposes a length or a last day, and it counts once the other confirms.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import {
  data,
  type UnionDialogueCaseSeen,
  unionDialogueConfirmAgreement,
  unionDialogueProposeAgreement,
  type UnionDialogueSpan,
  type UnionDialogueTermsIn,
} from '../../api'
import { faultsOf } from '../../parts'
import { Button, CheckField, type Close, Form, Opener, Section, SelectField, Trouble, useMoments } from '../../ui'
import { useAct } from './act'
import styles from './case.module.css'
import { LengthFields, lengthOf, NO_LENGTH, useLengthMissing } from './length'
import { useKept } from './memory'
import { movesPeriod, PeriodActs } from './period'
import type { Side } from './side'

type How = NonNullable<UnionDialogueTermsIn['form']>

/** A proposal as the service keeps it. */
interface Proposal {
  number: number
  side: 'management' | 'body'
  proposed_at: string
  confirmed_at: string | null
  terms: { span: UnionDialogueSpan | null; last_day: string | null; closure_days_left_out: boolean; scope: 'case' | 'term' }
}

const FIELDS = { '/span': 'length', '/span/n': 'length', '/last_day': 'last-day', '/form': 'form' }

const FIRST = { length: NO_LENGTH, form: 'electronic' as How, term: false, closure: false }

function Proposing({ caseId, close }: { caseId: string; close: Close }) {
  const { t } = useLingui()
  const [terms, keep, drop] = useKept(`agreement/${caseId}`, FIRST)
  const { length, form, term, closure } = terms
  const scope = term && length.by === 'span' ? 'term' : 'case'
  const proposing = useAct(
    caseId,
    (wanted: UnionDialogueTermsIn, once) =>
      data(unionDialogueProposeAgreement({ path: { case_id: caseId }, headers: once, body: wanted })),
    () => {
      drop()
      close()
    },
  )
  return (
    <Form
      label={t`Proposal about the period`}
      verb={t`Propose it`}
      working={proposing.isPending}
      error={proposing.error}
      missing={useLengthMissing(length)}
      told={faultsOf(proposing.error, FIELDS)}
      onSend={() => {
        proposing.mutate({ ...lengthOf(length), form, scope, closure_days_left_out: closure })
      }}
      onLeave={() => {
        drop()
        close()
      }}
    >
      {(of) => (
        <>
          <LengthFields value={length} of={of} onChange={(given) => {
            keep({ ...terms, length: given })
          }} />
          <SelectField<How>
            id="form"
            label={t`Form of the agreement`}
            value={form}
            error={of('form')}
            options={[
              { value: 'electronic', label: t`made here` },
              { value: 'written', label: t`in writing, recorded here` },
              { value: 'oral', label: t`by word, recorded here` },
            ]}
            onChange={(given) => {
              keep({ ...terms, form: given })
            }}
          />
          <CheckField
            id="closure"
            label={t`Days on which the office is closed are not counted`}
            checked={closure}
            onChange={(given) => {
              keep({ ...terms, closure: given })
            }}
          />
          {length.by === 'span' && (
            <CheckField
              id="term"
              label={t`It holds for later cases of the body too`}
              checked={term}
              onChange={(given) => {
                keep({ ...terms, term: given })
              }}
            />
          )}
        </>
      )}
    </Form>
  )
}

function Counted({ span: { n, unit } }: { span: UnionDialogueSpan }) {
  if (unit === 'working-days') return <Plural value={n} one="# working day" other="# working days" />
  if (unit === 'weeks') return <Plural value={n} one="# week" other="# weeks" />
  if (unit === 'months') return <Plural value={n} one="# month" other="# months" />
  return <Plural value={n} one="# day" other="# days" />
}

function Said({ terms }: { terms: Proposal['terms'] }) {
  const { t } = useLingui()
  const moments = useMoments()
  const day = terms.last_day ? moments.day(terms.last_day) : ''
  return (
    <b>
      {terms.span && <Counted span={terms.span} />}
      {day && <Trans>until {day}</Trans>}
      {terms.closure_days_left_out && <>, {t`without days on which the office is closed`}</>}
      {terms.scope === 'term' && <>, {t`for later cases of the body too`}</>}
    </b>
  )
}

function Line({ caseId, one, mine, may }: { caseId: string; one: Proposal; mine: boolean; may: boolean }) {
  const { t } = useLingui()
  const moments = useMoments()
  const path = { case_id: caseId, number: one.number }
  const confirming = useAct(caseId, (_: undefined, once) => data(unionDialogueConfirmAgreement({ path, headers: once })))
  const at = moments.time(one.proposed_at)
  const since = one.confirmed_at ? moments.time(one.confirmed_at) : ''
  return (
    <li>
      <Said terms={one.terms} />
      <p className={styles.meta}>
        {one.side === 'management' ? <Trans>Proposed by management on {at}.</Trans> : <Trans>Proposed by the representatives on {at}.</Trans>}{' '}
        {since ? <Trans>The other side confirmed it on {since}.</Trans> : t`The other side has not confirmed it.`}
      </p>
      {confirming.error && <Trouble error={confirming.error} />}
      {may && !since && !mine && (
        <Button
          variant="secondary"
          data-size="sm"
          working={confirming.isPending}
          onClick={() => {
            confirming.mutate(undefined)
          }}
        >
          {t`Confirm agreement ${one.number}`}
        </Button>
      )}
    </li>
  )
}

export function Agreements({ it, side }: { it: UnionDialogueCaseSeen; side: Side }) {
  const { t } = useLingui()
  const proposals = it.proposals as unknown as Proposal[]
  const proposes = it.may.includes('propose-agreement')
  const confirms = it.may.includes('confirm-agreement')
  if (side === 'office' || (proposals.length === 0 && !proposes && !movesPeriod(it))) return null
  return (
    <Section id="agreements" title={t`Agreements about the period`} aside={t`One side proposes; it counts once the other confirms.`}>
      {proposals.length === 0 && <p>{t`Nothing is proposed.`}</p>}
      <ul className={styles.plain}>
        {proposals.map((each) => (
          <Line key={each.number} caseId={it.case_id} one={each} mine={each.side === side} may={confirms} />
        ))}
      </ul>
      {proposes && <Opener verb={t`Propose an agreement`}>{(close) => <Proposing caseId={it.case_id} close={close} />}</Opener>}
      <PeriodActs it={it} />
    </Section>
  )
}
