// A small table; on a narrow screen each row is a card in which every value says what it is.
import type { ReactNode } from 'react'
import styles from './table.module.css'

interface Props {
  caption: ReactNode
  heads: readonly ReactNode[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
  /** Said by the words around it, so read out only. */
  hideCaption?: boolean
}

export function Table({ caption, heads, rows, hideCaption = false }: Props) {
  return (
    <table className={styles.table}>
      <caption className={hideCaption ? 'sr' : styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={at} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, at) =>
              at === 0 ? (
                <th key={at} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={at}>
                  <span className={styles.label} aria-hidden="true">
                    {heads[at]}
                  </span>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
