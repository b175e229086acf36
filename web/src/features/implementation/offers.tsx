// The author's part: offered with hours, released by their manager, taken or declined. Answers are given above the plan.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import {
  data,
  implementationAcceptOffer,
  implementationDeclineOffer,
  implementationOffer,
  type ImplementationOfferView,
  type ImplementationPlanView,
  implementationReleaseHours,
  implementationWithholdHours,
  useKept,
  useMe,
} from '../../api'
import { faultsOf, goOnAt, Person } from '../../parts'
import { Button, Form, Opener, Panel, SelectField, TextField, Trouble, type Wrong } from '../../ui'
import { useActing } from './acting'
import { useAuthors, useManaged } from './colleagues'
import { planActs } from './may'
import styles from './offers.module.css'
import { offersQuery } from './queries'
import { WithReason } from './reason'
import { OFFER } from './words'

function Hours({ hours }: { hours: number }) {
  return <Plural value={hours} one="# hour" other="# hours" />
}

/** An offer that the reader answers: as the author, or as their manager. */
function Answer({ offer, ideaId, mine }: { offer: ImplementationOfferView; ideaId: string; mine: boolean }) {
  const { t } = useLingui()
  const path = { idea_id: ideaId, offer_id: offer.offer_id }
  const agreeing = useActing(
    () => (mine ? data(implementationAcceptOffer({ path })) : data(implementationReleaseHours({ path }))),
    goOnAt,
  )
  const waits = mine && offer.state === 'offered'
  return (
    <Panel title={mine ? t`You are offered a part` : t`Hours to release`} tinted={false}>
      <p>
        {mine ? (
          <Trans>
            {offer.part}, <Hours hours={offer.hours} />.
          </Trans>
        ) : (
          <Trans>
            <Person personId={offer.person_id} /> is offered a part: {offer.part}, <Hours hours={offer.hours} />.
          </Trans>
        )}
      </p>
      {waits && <p>{t`Your manager has not released the hours yet. You can take the part when they have.`}</p>}
      {agreeing.error && <Trouble error={agreeing.error} />}
      <div className={styles.acts}>
        {!waits && (
          <Button
            working={agreeing.isPending}
            onClick={() => {
              agreeing.mutate()
            }}
          >
            {mine ? t`Take the part` : t`Release the hours`}
          </Button>
        )}
        <WithReason
          what={`offer/${offer.offer_id}`}
          verb={mine ? t`Decline the part` : t`Not release them`}
          label={mine ? t`Why do you decline?` : t`Why are they not released?`}
          hint={t`Only you two, the implementers and the decision makers read this.`}
          needed={t`Write why`}
          send={(reason, headers) =>
            mine
              ? data(implementationDeclineOffer({ path, body: { reason }, headers }))
              : data(implementationWithholdHours({ path, body: { reason }, headers }))
          }
        />
      </div>
    </Panel>
  )
}

/** What the reader is asked on this plan; first thing on the page. */
export function YourPart({ plan }: { plan: ImplementationPlanView }) {
  const me = useMe()
  const offers = useQuery(offersQuery(plan.idea_id))
  const people = useManaged(offers.data ?? [])
  if (plan.state !== 'open') return null
  const asked = (offers.data ?? []).filter(
    (each) =>
      (each.person_id === me.person_id && ['offered', 'released'].includes(each.state)) ||
      (each.state === 'offered' && people.has(each.person_id)),
  )
  if (asked.length === 0) return null
  return (
    <div className={styles.place}>
      {asked.map((each) => (
        <Answer key={each.offer_id} offer={each} ideaId={plan.idea_id} mine={each.person_id === me.person_id} />
      ))}
    </div>
  )
}

function Author({ personId }: { personId: string }) {
  return (
    <b>
      <Person personId={personId} named />
    </b>
  )
}

function OfferForm({ ideaId, close }: { ideaId: string; close: () => void }) {
  const { t } = useLingui()
  const authors = useAuthors(ideaId)
  const { form, change, once, done } = useKept(`implementation/${ideaId}/offer`, { person: '', part: '', hours: '' })
  const acting = useActing(async () => {
    const body = { person_id: form.person, part: form.part.trim(), hours: Number(form.hours) }
    await data(implementationOffer({ path: { idea_id: ideaId }, body, headers: once }))
    await done()
  }, close)
  const missing: Wrong[] = []
  if (!form.person) missing.push({ field: 'offer-person', message: t`Choose an author` })
  if (!form.part.trim()) missing.push({ field: 'offer-part', message: t`Say what the part is` })
  if (!/^([1-9]\d{0,2}|1\d{3}|2000)$/.test(form.hours))
    missing.push({ field: 'offer-hours', message: t`Say how many hours, from 1 to 2000` })
  return (
    <Form
      label={t`Offer an author a part`}
      verb={t`Offer the part`}
      working={acting.isPending}
      error={acting.error}
      missing={missing}
      told={faultsOf(acting.error, { '/person_id': 'offer-person', '/part': 'offer-part', '/hours': 'offer-hours' })}
      onSend={() => {
        acting.mutate()
      }}
      onLeave={() => {
        void done()
        close()
      }}
    >
      {(of) => (
        <>
          <SelectField<string>
            id="offer-person"
            label={t`Author`}
            value={form.person}
            error={of('offer-person')}
            options={[{ value: '', label: t`Choose an author` }, ...authors]}
            onChange={(person) => {
              change({ person })
            }}
          />
          <TextField
            id="offer-part"
            label={t`What they do`}
            value={form.part}
            most={200}
            error={of('offer-part')}
            onChange={(part) => {
              change({ part })
            }}
          />
          <TextField
            id="offer-hours"
            type="number"
            min={1}
            max={2000}
            label={t`Hours`}
            hint={t`Their manager is asked to release them.`}
            value={form.hours}
            error={of('offer-hours')}
            onChange={(hours) => {
              change({ hours })
            }}
          />
        </>
      )}
    </Form>
  )
}

export function Offers({ plan }: { plan: ImplementationPlanView }) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const offers = useQuery(offersQuery(plan.idea_id))
  const mayOffer = planActs(plan, me).includes('offer')
  if (!mayOffer && !offers.error && (offers.data ?? []).length === 0) return null
  return (
    <Panel title={t`The authors’ part`}>
      {offers.error && <Trouble error={offers.error} onRetry={() => void offers.refetch()} />}
      {(offers.data ?? []).length === 0 && <p>{t`Nobody is offered a part yet.`}</p>}
      <ul className={styles.offers}>
        {(offers.data ?? []).map((each) => (
          <li key={each.offer_id}>
            <p>
              <Author personId={each.person_id} />: {each.part}, <Hours hours={each.hours} />
            </p>
            <p className={styles.meta}>{i18n._(OFFER[each.state].label)}</p>
            {each.reason && <p className={styles.meta}>“{each.reason}”</p>}
          </li>
        ))}
      </ul>
      {mayOffer && (
        <div className={styles.acts}>
          <Opener verb={t`Offer a part`}>{(close) => <OfferForm ideaId={plan.idea_id} close={close} />}</Opener>
        </div>
      )}
    </Panel>
  )
}
