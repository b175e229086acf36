// What an idea said, version by version, and what is different between two of them.
import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { IdeasIdeaSeen, IdeasVersion } from '../../api'
import { Rest } from '../../parts'
import { Button, Columns, Empty, Loading, Panel, Section, SelectField, Trouble, useMoments } from '../../ui'
import { compare, count, type Part } from './compare'
import { IdeaPage } from './head'
import { versionsQuery } from './queries'
import styles from './versions.module.css'

const route = getRouteApi('/inside/ideas/$ideaId/versions')

function Changed({ part }: { part: Part }) {
  const { t } = useLingui()
  if (part.kind === 'same') return part.text
  const added = part.kind === 'added'
  const Tag = added ? 'ins' : 'del'
  return (
    <Tag tabIndex={-1} data-change>
      <span className="sr">{added ? t`[added:` : t`[removed:`} </span>
      {part.text}
      <span className="sr">]</span>
    </Tag>
  )
}

/** Leads from change to change; the focus goes along, so a reader of the screen hears it. */
function Walk({ place }: { place: React.RefObject<HTMLDivElement | null> }) {
  const { t } = useLingui()
  const [at, setAt] = useState(-1)
  function go(step: number) {
    const changes = [...(place.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])]
    const next = (at + step + changes.length) % changes.length
    setAt(next)
    changes[next]?.focus()
  }
  return (
    <div className={styles.walk}>
      <Button
        variant="secondary"
        onClick={() => {
          go(at < 0 ? 0 : -1)
        }}
      >
        {t`Previous change`}
      </Button>
      <Button
        variant="secondary"
        onClick={() => {
          go(1)
        }}
      >
        {t`Next change`}
      </Button>
    </div>
  )
}

function Difference({ from, to, lang }: { from: IdeasVersion; to: IdeasVersion; lang: string }) {
  const { t } = useLingui()
  const place = useRef<HTMLDivElement>(null)
  const title = compare(from.title, to.title)
  const text = compare(from.text, to.text)
  const { added, removed, replaced } = count([...title, { kind: 'same', text: '' }, ...text])
  const all = added + removed + replaced
  return (
    <Section id="difference" title={t`Version ${to.revision} compared with version ${from.revision}`}>
      <p className={styles.meta}>
        {all === 0
          ? t`The two versions say the same.`
          : t`Changes: ${all}. Added: ${added}, removed: ${removed}, replaced: ${replaced}.`}
      </p>
      <div ref={place} className={styles.diff} lang={lang}>
        <p className={styles.title}>
          {title.map((part, index) => (
            <Changed key={index} part={part} />
          ))}
        </p>
        <p>
          {text.map((part, index) => (
            <Changed key={index} part={part} />
          ))}
        </p>
      </div>
      {all > 0 && <Walk place={place} />}
    </Section>
  )
}

function Only({ version, lang }: { version: IdeasVersion; lang: string }) {
  const { t } = useLingui()
  return (
    <Section id="only" title={t`Version ${version.revision}`}>
      <p className={styles.meta}>{t`There is one version. When the authors change the text, you see here what is different.`}</p>
      <div className={styles.diff} lang={lang}>
        <p className={styles.title}>{version.title}</p>
        <p>{version.text}</p>
      </div>
    </Section>
  )
}

function Chosen({ idea, versions }: { idea: IdeasIdeaSeen; versions: IdeasVersion[] }) {
  const { t } = useLingui()
  const moments = useMoments()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [newest, before] = versions
  const to = versions.find((each) => each.revision === search.to) ?? newest
  const from = versions.find((each) => each.revision === search.from) ?? before
  if (!to) return <Empty title={t`No version is kept yet`} />
  const options = versions.map((each) => ({
    value: String(each.revision),
    label: `${String(each.revision)} · ${moments.time(each.saved_at)}`,
  }))
  const pick = (which: 'from' | 'to') => (revision: string) => {
    void navigate({ search: (held) => ({ ...held, [which]: Number(revision) }), replace: true, resetScroll: false })
  }
  return (
    <Columns
      aside={
        <Panel title={t`Versions`}>
          <ul className={styles.list}>
            {versions.map((each) => {
              const at = moments.time(each.saved_at)
              return (
                <li key={each.revision} data-row tabIndex={-1}>
                  <b>{each.revision}</b> · <time dateTime={each.saved_at}>{at}</time>
                  <p className={styles.meta}>
                    {each.by}
                    {each.by && each.handed_in && ' · '}
                    {each.handed_in && t`handed in`}
                  </p>
                </li>
              )
            })}
          </ul>
        </Panel>
      }
    >
      {from ? (
        <>
          <div className={styles.choice}>
            <SelectField<string>
              id="from"
              label={t`Earlier version`}
              value={String(from.revision)}
              options={options}
              onChange={pick('from')}
            />
            <SelectField<string>
              id="to"
              label={t`Later version`}
              value={String(to.revision)}
              options={options}
              onChange={pick('to')}
            />
          </div>
          <Difference
            key={`${String(from.revision)}-${String(to.revision)}`}
            from={from}
            to={to}
            lang={idea.language}
          />
        </>
      ) : (
        <Only version={to} lang={idea.language} />
      )}
    </Columns>
  )
}

function Kept({ idea }: { idea: IdeasIdeaSeen }) {
  const { t } = useLingui()
  const list = useRef<HTMLDivElement>(null)
  const versions = useInfiniteQuery(versionsQuery(idea.idea_id))
  if (versions.isPending) return <Loading lines={8} />
  if (!versions.data) return <Trouble error={versions.error} onRetry={() => void versions.refetch()} />
  const kept = versions.data.pages.flatMap((page) => page.items)
  return (
    <>
      <div ref={list}>
        <Chosen idea={idea} versions={kept} />
      </div>
      <Rest asked={versions} shown={kept.length} list={list} verb={t`Show older versions`} />
    </>
  )
}

export function Versions() {
  const { t } = useLingui()
  const { ideaId } = route.useParams()
  return (
    <IdeaPage ideaId={ideaId} part={t`Versions`}>
      {({ data }) => <Kept idea={data} />}
    </IdeaPage>
  )
}
