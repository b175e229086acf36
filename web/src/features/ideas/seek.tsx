// Search over what the reader may read: ideas and people, each in a group of its own.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { unitsQuery } from '../../api'
import { SearchBox } from '../../parts'
import { ButtonLink, Empty, Link, Loading, Page, PlainLink, Section, Status, Trouble } from '../../ui'
import { plain } from './plain'
import { colleaguesQuery, foundQuery } from './queries'
import styles from './seek.module.css'
import { LANGUAGES } from './words'

const route = getRouteApi('/inside/search')

function IdeasFound({ words }: { words: string }) {
  const { t, i18n } = useLingui()
  const found = useQuery(foundQuery(words))
  const many = found.data?.length ?? 0
  return (
    <Section id="ideas" title={t`Ideas`} aside={found.data && <Plural value={many} _0="none" one="# idea" other="# ideas" />}>
      {found.isPending && <Loading lines={4} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && (
        <Empty title={t`No idea with these words`}>
          <ButtonLink to="/ideas/new" search={{ title: words }} variant="secondary">
            {t`Propose it yourself`}
          </ButtonLink>
        </Empty>
      )}
      {many > 0 && (
        <>
          <ol className={styles.hits}>
            {found.data?.map((each) => (
              <li key={each.idea_id} className={styles.hit}>
                <h3 className={styles.title} lang={each.language}>
                  <PlainLink to="/ideas/$ideaId" params={{ ideaId: each.idea_id }} data-row>
                    {each.title}
                  </PlainLink>
                </h3>
                <p lang={each.language} className={styles.excerpt}>
                  {plain(each.excerpt)}
                </p>
                <p className={styles.meta}>
                  <Status status={each.status} />
                  {each.language !== i18n.locale && i18n._(LANGUAGES[each.language])}
                </p>
              </li>
            ))}
          </ol>
          <Link to="/ideas" search={{ q: words, sort: 'relevance' }}>
            {t`All ideas with these words, with filters`}
          </Link>
        </>
      )}
    </Section>
  )
}

function PeopleFound({ words }: { words: string }) {
  const { t, i18n } = useLingui()
  const found = useQuery(colleaguesQuery(words))
  const units = useQuery(unitsQuery).data ?? []
  const many = found.data?.length ?? 0
  // they stand below the ideas: shown before those, they would be pushed away
  if (useQuery(foundQuery(words)).isPending) return null
  return (
    <Section id="people" title={t`People`} aside={found.data && <Plural value={many} _0="none" one="# person" other="# people" />}>
      {found.isPending && <Loading lines={3} />}
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p>{t`Nobody has a name like this.`}</p>}
      <ul className={styles.hits}>
        {found.data?.map((each) => (
          <li key={each.person_id} className={styles.person}>
            <Link to="/people/$personId" params={{ personId: each.person_id }} data-row>
              {each.display_name}
            </Link>
            <span className={styles.meta}>{units.find((unit) => unit.unit_id === each.unit_id)?.names[i18n.locale]}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Seek() {
  const { t } = useLingui()
  const { q } = route.useSearch()
  const navigate = route.useNavigate()
  const words = q?.trim() ?? ''
  return (
    <Page title={words ? t`Search: ${words}` : t`Search`}>
      <SearchBox
        words={words}
        label={t`Words of an idea, or a name`}
        change={(wanted) => {
          void navigate({ search: { q: wanted }, replace: true })
        }}
      />
      {words ? (
        <>
          <IdeasFound words={words} />
          <PeopleFound words={words} />
        </>
      ) : (
        <Empty title={t`What do you look for?`}>
          <p>{t`Ideas are found by words in their title and text, in every language; people by their name. Only what you may read is found.`}</p>
        </Empty>
      )}
    </Page>
  )
}
