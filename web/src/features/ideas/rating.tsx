// How colleagues see an idea: how much of each kind of innovation is in it, as a spread and never of a few.
import { Plural, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { data, type IdeasFacets, type IdeasFacetSpread, type IdeasIdeaSeen, ideasRateFacets, type IdeasRating } from '../../api'
import { Button, Panel, SelectField, Trouble } from '../../ui'
import { facetsQuery } from './queries'
import styles from './rating.module.css'
import { type Facet, FACETS } from './search'
import { DEGREES, FACET_WORDS } from './words'

const HIGHEST = 4
const LONG = 200

function Track({ spread }: { spread: IdeasFacetSpread }) {
  const at = (degree: number) => 6 + (degree / HIGHEST) * (LONG - 12)
  return (
    <svg viewBox={`0 0 ${LONG} 20`} className={styles.track} aria-hidden="true">
      <line x1={at(0)} x2={at(HIGHEST)} y1="10" y2="10" className={styles.whole} />
      <line x1={at(spread.lowest)} x2={at(spread.highest)} y1="10" y2="10" className={styles.range} />
      <rect
        x={at(spread.lower_quartile) - 3}
        width={at(spread.upper_quartile) - at(spread.lower_quartile) + 6}
        y="4"
        height="12"
        rx="4"
        className={styles.middle}
      />
      <circle cx={at(spread.median)} cy="10" r="5" className={styles.median} />
    </svg>
  )
}

function Spread({ told }: { told: IdeasFacets }) {
  const { t, i18n } = useLingui()
  const { spread } = told
  const number = (value: number) => new Intl.NumberFormat(i18n.locale).format(value)
  if (!spread)
    return <p className={styles.meta}>{t`What colleagues say is shown from ${told.needed} ratings on, so that nobody’s can be told.`}</p>
  return (
    <>
      <dl className={styles.spreads}>
        {FACETS.map((facet) => {
          const each = spread[facet]
          if (!each) return null
          const [low, middle, high] = [each.lower_quartile, each.median, each.upper_quartile].map(number)
          return (
            <div key={facet}>
              <dt>{i18n._(FACET_WORDS[facet].label)}</dt>
              <dd>
                <Track spread={each} />
                <span className={styles.meta}>{t`half of them between ${low} and ${high}, the middle at ${middle} of 4`}</span>
              </dd>
            </div>
          )
        })}
      </dl>
      <p className={styles.meta}>
        <Plural value={told.raters ?? 0} one="# colleague has rated it." other="# colleagues have rated it." />
      </p>
    </>
  )
}

type Chosen = Record<Facet, string>

function Rate({ ideaId, mine }: { ideaId: string; mine: IdeasRating | null }) {
  const { t, i18n } = useLingui()
  const queries = useQueryClient()
  const [chosen, choose] = useState<Chosen>(
    () => Object.fromEntries(FACETS.map((facet) => [facet, mine ? String(mine[facet]) : ''])) as Chosen,
  )
  const [asked, setAsked] = useState(false)
  const rating = useMutation({
    mutationFn: () => {
      const body = Object.fromEntries(FACETS.map((facet) => [facet, Number(chosen[facet])])) as unknown as IdeasRating
      return data(ideasRateFacets({ path: { idea_id: ideaId }, body }))
    },
    onSuccess: (told) => {
      queries.setQueryData(facetsQuery(ideaId).queryKey, told)
    },
  })
  return (
    <form
      noValidate
      className={styles.rate}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        const missing = FACETS.find((facet) => chosen[facet] === '')
        if (missing) document.getElementById(`rate-${missing}`)?.focus()
        else rating.mutate()
      }}
    >
      {FACETS.map((facet) => (
        <SelectField<string>
          key={facet}
          id={`rate-${facet}`}
          label={i18n._(FACET_WORDS[facet].label)}
          hint={i18n._(FACET_WORDS[facet].hint)}
          value={chosen[facet]}
          error={asked && chosen[facet] === '' ? t`Choose how much of it there is` : undefined}
          options={[
            { value: '', label: t`Choose` },
            ...DEGREES.map((degree, at) => ({ value: String(at), label: i18n._(degree) })),
          ]}
          onChange={(value) => {
            choose({ ...chosen, [facet]: value })
          }}
        />
      ))}
      {rating.error && <Trouble error={rating.error} />}
      <div className={styles.foot}>
        <Button type="submit" variant="secondary" working={rating.isPending}>
          {mine ? t`Change my rating` : t`Rate it`}
        </Button>
        <p role="status">{rating.isSuccess && t`Your rating is counted.`}</p>
      </div>
    </form>
  )
}

export function Kinds({ idea }: { idea: IdeasIdeaSeen }) {
  const { t, i18n } = useLingui()
  const told = useQuery({ ...facetsQuery(idea.idea_id), enabled: idea.status !== 'draft' })
  const said = idea.facets.map((each) => i18n._(FACET_WORDS[each].label)).join(', ')
  if (idea.status === 'draft' && !said) return null
  return (
    <Panel title={t`Kind of innovation`}>
      {said && <p>{t`The authors say: ${said}`}</p>}
      {told.data && <Spread told={told.data} />}
      {told.error && <Trouble error={told.error} onRetry={() => void told.refetch()} />}
      {told.data && idea.may.includes('rate') && (
        <details>
          <summary>{told.data.mine ? t`How you see it` : t`How do you see it?`}</summary>
          <Rate ideaId={idea.idea_id} mine={told.data.mine} />
        </details>
      )}
    </Panel>
  )
}
