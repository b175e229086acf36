// The portfolio: figures about all ideas, for everybody; none of fewer than ten people.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type IdeasPortfolio, unitsQuery } from '../../api'
import { Filters, useNamed } from '../../parts'
import { Button, Empty, Loading, Note, Page, SelectField, Trouble, useMoments } from '../../ui'
import { Answers, Facets, Funnel, isFolded, PeopleContext, shareOf, Waiting } from './figures'
import styles from './portfolio.module.css'
import { campaignsQuery, portfolioQuery } from './queries'
import { type PortfolioSearch, tableAddress } from './search'
import { written } from './words'

const route = getRouteApi('/inside/portfolio')

type Change = (change: PortfolioSearch) => void

function Narrowing({ search, years, change }: { search: PortfolioSearch; years: readonly number[]; change: Change }) {
  const { t } = useLingui()
  const named = useNamed()
  const units = useQuery(unitsQuery)
  const campaigns = useQuery(campaignsQuery)
  const asked = search.year === undefined || years.includes(search.year) ? years : [...years, search.year]
  return (
    <Filters set={Object.values(search)}>
      <SelectField<string>
        id="unit"
        label={t`Unit`}
        value={search.unit ?? ''}
        options={[
          { value: '', label: t`Whole organisation` },
          ...(units.data ?? []).map((each) => ({ value: each.unit_id, label: named(each.names) })),
        ]}
        onChange={(unit) => {
          change({ unit: unit || undefined })
        }}
      />
      <SelectField<string>
        id="year"
        label={t`Year handed in`}
        value={search.year === undefined ? '' : String(search.year)}
        options={[{ value: '', label: t`All years` }, ...asked.map((year) => ({ value: String(year), label: String(year) }))]}
        onChange={(year) => {
          change({ year: year ? Number(year) : undefined })
        }}
      />
      <SelectField<string>
        id="campaign"
        label={t`Call for ideas`}
        value={search.campaign ?? ''}
        options={[
          { value: '', label: t`All` },
          ...(campaigns.data ?? []).map((each) => ({ value: each.campaign_id, label: named(each.names) })),
        ]}
        onChange={(campaign) => {
          change({ campaign: campaign || undefined })
        }}
      />
    </Filters>
  )
}

function Numbers({ made }: { made: IdeasPortfolio }) {
  const { t, i18n } = useLingui()
  const few = t`hidden: fewer than ${made.people} people`
  const number = (value: number | null | undefined) => (value === null || value === undefined ? '–' : written(i18n.locale, value))
  const why = (value: number | null | undefined, says: string) => (value === null ? few : says)
  const implemented = made.funnel.find((each) => each.step === 'implemented')?.ideas
  const submitted = made.funnel[0]?.ideas
  const all = made.answers[0]
  const share = all ? shareOf(all) : null
  return (
    <dl className={styles.numbers}>
      <div className={styles.number}>
        <dt>{t`Ideas handed in`}</dt>
        <dd className={styles.large}>{number(submitted)}</dd>
        <dd>{why(submitted, t`by employees of the organisation`)}</dd>
      </div>
      <div className={styles.number}>
        <dt>{t`Answered in time`}</dt>
        <dd className={styles.large}>{share === null ? '–' : written(i18n.locale, share, { style: 'percent' })}</dd>
        <dd>{share === null ? t`nothing to tell yet` : t`of all answers, by the day that was promised`}</dd>
      </div>
      <div className={styles.number}>
        <dt>{t`Carried out`}</dt>
        <dd className={styles.large}>{number(implemented)}</dd>
        <dd>{why(implemented, t`ideas are in use`)}</dd>
      </div>
    </dl>
  )
}

function Nothing({ search, made, change }: { search: PortfolioSearch; made: IdeasPortfolio; change: Change }) {
  const { t } = useLingui()
  const filtered = Object.values(search).some((each) => each !== undefined)
  const few = made.funnel[0]?.ideas === null
  const { people } = made
  return (
    <Empty title={few ? t`Too few people for figures` : t`No idea was handed in`}>
      <p>
        {few
          ? t`There are ideas, of fewer than ${people} people. What can be counted of a few tells who they are, so it is hidden here and counted with all.`
          : t`Figures stand here as soon as ${people} people have handed in ideas.`}
      </p>
      {filtered && (
        <Button
          variant="secondary"
          onClick={() => {
            change({ unit: undefined, year: undefined, campaign: undefined })
          }}
        >
          {t`Clear all filters`}
        </Button>
      )}
    </Empty>
  )
}

function Figures({ search, made, change }: { search: PortfolioSearch; made: IdeasPortfolio; change: Change }) {
  const { t } = useLingui()
  const named = useNamed()
  const moments = useMoments()
  const campaigns = useQuery(campaignsQuery)
  if (!made.funnel[0]?.ideas) return <Nothing search={search} made={made} change={change} />
  return (
    <PeopleContext value={made.people}>
      <Numbers made={made} />
      {isFolded(made) && (
        <Note kind="info">
          {t`A few more ideas belong here. Their unit, year or call has fewer than ${made.people} people, so they are counted only without this filter.`}
        </Note>
      )}
      <Funnel steps={made.funnel} />
      <Facets kinds={made.facets} />
      <Waiting waits={made.waiting} />
      <Answers
        answers={made.answers}
        names={new Map((campaigns.data ?? []).map((each) => [each.campaign_id, named(each.names)]))}
      />
      <p className={styles.says}>
        {t`As of ${moments.time(made.as_of)}. No figure tells of fewer than ${made.people} people, and no difference of two does.`}{' '}
        <a className="ds-link" href={tableAddress(search)} download>
          {t`The same as a table (CSV)`}
        </a>
      </p>
    </PeopleContext>
  )
}

export function Portfolio() {
  const { t } = useLingui()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useQuery(portfolioQuery(search))
  const change: Change = (wanted) => {
    void navigate({ search: (before) => ({ ...before, ...wanted }), replace: true, resetScroll: false })
  }
  return (
    <Page title={t`Portfolio`} lead={t`How far ideas come, how long it takes, and what waits: the same for everybody.`}>
      <Narrowing search={search} years={found.data?.years ?? []} change={change} />
      {found.isPending && <Loading lines={10} />}
      {found.error && !found.data && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data && <Figures search={search} made={found.data} change={change} />}
    </Page>
  )
}
