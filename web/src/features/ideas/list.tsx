// Ideas: found by words and filters, all of which stand in the address.
import { Plural, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { unitsQuery } from '../../api'
import { Filters, More, SearchBox } from '../../parts'
import { Button, ButtonLink, Empty, type IdeaStatus, Link, Page, SelectField, STANDS } from '../../ui'
import styles from './list.module.css'
import { campaignsQuery, countQuery, listQuery } from './queries'
import { Row } from './row'
import { type Facet, FACETS, type IdeasSearch, type Sort, SORTS } from './search'
import { FACET_WORDS, SORT_WORDS } from './words'

const route = getRouteApi('/inside/ideas')

type Change = (change: Partial<IdeasSearch>) => void

function Narrowing({ search, change }: { search: IdeasSearch; change: Change }) {
  const { t, i18n } = useLingui()
  const campaigns = useQuery(campaignsQuery)
  const units = useQuery(unitsQuery)
  const named = (names: Record<string, string>) => names[i18n.locale] ?? Object.values(names)[0] ?? ''
  const all = { value: '' as const, label: t`All` }
  return (
    <Filters set={[search.status, search.facet, search.unit, search.campaign, search.author]}>
      <SelectField<IdeaStatus | ''>
        id="status"
        label={t`Status`}
        value={search.status ?? ''}
        options={[
          all,
          ...(Object.keys(STANDS) as IdeaStatus[]).map((value) => ({ value, label: i18n._(STANDS[value].label) })),
        ]}
        onChange={(status) => {
          change({ status: status || undefined })
        }}
      />
      <SelectField<Facet | ''>
        id="facet"
        label={t`Kind of innovation`}
        value={search.facet ?? ''}
        options={[all, ...FACETS.map((value) => ({ value, label: i18n._(FACET_WORDS[value].label) }))]}
        onChange={(facet) => {
          change({ facet: facet || undefined })
        }}
      />
      <SelectField<string>
        id="unit"
        label={t`Unit`}
        value={search.unit ?? ''}
        options={[all, ...(units.data ?? []).map((each) => ({ value: each.unit_id, label: named(each.names) }))]}
        onChange={(unit) => {
          change({ unit: unit || undefined })
        }}
      />
      {campaigns.data && campaigns.data.length > 0 && (
        <SelectField<string>
          id="campaign"
          label={t`Call for ideas`}
          value={search.campaign ?? ''}
          options={[all, ...campaigns.data.map((each) => ({ value: each.campaign_id, label: named(each.names) }))]}
          onChange={(campaign) => {
            change({ campaign: campaign || undefined })
          }}
        />
      )}
      <SelectField<'' | 'me'>
        id="author"
        label={t`By whom`}
        value={search.author ?? ''}
        options={[
          { value: '', label: t`Everybody` },
          { value: 'me', label: t`Me` },
        ]}
        onChange={(author) => {
          change({ author: author || undefined })
        }}
      />
      <SelectField<Sort>
        id="sort"
        label={t`Order`}
        value={search.sort ?? 'newest'}
        options={SORTS.filter((value) => value !== 'relevance' || search.q).map((value) => ({
          value,
          label: i18n._(SORT_WORDS[value]),
        }))}
        onChange={(sort) => {
          change({ sort: sort === 'newest' ? undefined : sort })
        }}
      />
    </Filters>
  )
}

function None({ search, change }: { search: IdeasSearch; change: Change }) {
  const { t } = useLingui()
  const filtered = Object.values(search).some(Boolean)
  return (
    <Empty title={filtered ? t`No idea fits` : t`There is no idea yet`}>
      <p>{filtered ? t`Take a filter away, or propose it yourself.` : t`Be the first: it takes a title and a few sentences.`}</p>
      <ButtonLink to="/ideas/new" search={{ title: search.q }}>
        {t`New idea`}
      </ButtonLink>
      {filtered && (
        <Button
          variant="secondary"
          onClick={() => {
            change({
              q: undefined,
              status: undefined,
              facet: undefined,
              unit: undefined,
              campaign: undefined,
              author: undefined,
              sort: search.sort === 'due' ? undefined : search.sort,
            })
          }}
        >
          {t`Clear all filters`}
        </Button>
      )}
    </Empty>
  )
}

function Count({ search, shown, whole }: { search: IdeasSearch; shown: number; whole: boolean }) {
  const counted = useQuery({ ...countQuery(search), enabled: !whole })
  const all = whole ? { count: shown, more: false } : counted.data
  if (!all) return <Plural value={shown} one="The first idea" other="The first # ideas" />
  if (all.more) return <Plural value={all.count} one="More than # idea" other="More than # ideas" />
  return <Plural value={all.count} one="# idea" other="# ideas" />
}

function Found({ search, change }: { search: IdeasSearch; change: Change }) {
  const list = useInfiniteQuery(listQuery(search))
  const queries = useQueryClient()
  const ideas = list.data?.pages.flatMap((page) => page.items) ?? []
  const count = <Count search={search} shown={ideas.length} whole={!list.hasNextPage} />
  return (
    <More
      asked={list}
      items={ideas}
      empty={<None search={search} change={change} />}
      count={count}
      again={() => queries.invalidateQueries({ queryKey: listQuery(search).queryKey })}
    >
      {(shown) => (
        <ol className={styles.ideas}>
          {shown.map((idea) => (
            <Row key={idea.idea_id} idea={idea} />
          ))}
        </ol>
      )}
    </More>
  )
}

export function Ideas() {
  const { t } = useLingui()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change: Change = (wanted) => {
    void navigate({
      search: (before) => {
        const next = { ...before, ...wanted }
        return next.q ? next : { ...next, sort: next.sort === 'relevance' ? undefined : next.sort }
      },
      replace: true,
      resetScroll: false,
    })
  }
  return (
    <Page
      title={t`Ideas`}
      act={<ButtonLink to="/ideas/new">{t`New idea`}</ButtonLink>}
      lead={<Link to="/campaigns">{t`Calls for ideas`}</Link>}
    >
      <SearchBox
        words={search.q ?? ''}
        label={t`Words in the title or the text`}
        change={(q) => {
          change({ q })
        }}
      />
      <Narrowing search={search} change={change} />
      <Found search={search} change={change} />
    </Page>
  )
}
