// What people wrote, as the server rendered and cleaned it, in its own language.
import styles from './reading.module.css'

interface Props {
  html: string
  lang?: string | undefined
  /** A text to be weighed (an idea, an opinion) is set in the reading face; talk is not. */
  weighty?: boolean
}

export function Reading({ html, lang, weighty = false }: Props) {
  return (
    <div
      lang={lang}
      className={styles.reading}
      data-weighty={weighty || undefined}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
