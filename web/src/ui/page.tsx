// The head of a page: its only h1, the document's title, and the focus after a change of page.
import { Heading } from '@digdir/designsystemet-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useBrand } from './brand'
import styles from './page.module.css'

interface Props {
  /** What the page is about, as plain text for the title bar. */
  title: string
  section?: string
  lang?: string | undefined
  /** Above the title: where one is. */
  above?: ReactNode
  /** Beside the title: the one act of the page. */
  act?: ReactNode
  /** Below the title. */
  lead?: ReactNode
  children: ReactNode
}

let first = true

export function Page({ title, section, lang, above, act, lead, children }: Props) {
  const brand = useBrand()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = [title, section, brand.name].filter(Boolean).join(' - ')
  }, [title, section, brand.name])
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true })
    first = false
  }, [])
  return (
    <>
      <header className={styles.head}>
        {above && <div className={styles.above}>{above}</div>}
        <div className={styles.line}>
          <Heading level={1} ref={heading} tabIndex={-1} lang={lang} className={styles.title}>
            {title}
          </Heading>
          {act}
        </div>
        {lead && <div className={styles.lead}>{lead}</div>}
      </header>
      {children}
    </>
  )
}

interface SectionProps {
  id: string
  title: ReactNode
  aside?: ReactNode
  children: ReactNode
}

export function Section({ id, title, aside, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.sectionhead}>
        <h2 id={id} className={styles.h2}>
          {title}
        </h2>
        {aside && <span className={styles.aside}>{aside}</span>}
      </div>
      {children}
    </section>
  )
}

export function Panel({ title, tinted = true, children }: { title?: ReactNode; tinted?: boolean; children: ReactNode }) {
  return (
    <section className={styles.panel} data-tinted={tinted || undefined}>
      {title && <h2 className={styles.paneltitle}>{title}</h2>}
      {children}
    </section>
  )
}

/** A reading column with what stands beside it; below it on a narrow screen. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{children}</div>
      <aside className={styles.side}>{aside}</aside>
    </div>
  )
}
