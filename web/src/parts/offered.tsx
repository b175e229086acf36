// People whose name is being typed after an @: offered below the text, never in its way.
import { Plural, useLingui } from '@lingui/react/macro'
import { Button } from '../ui'
import styles from './offered.module.css'

export interface Named {
  id: string
  name: string
  /** What tells people of one name apart. */
  beside?: string | undefined
}

export function Offered({ found, onChoose }: { found: readonly Named[]; onChoose: (one: Named) => void }) {
  const { t } = useLingui()
  return (
    <>
      <p role="status" className="sr">
        {found.length > 0 && <Plural value={found.length} one="# colleague to choose" other="# colleagues to choose" />}
      </p>
      {found.length > 0 && (
        <ul className={styles.offered}>
          {found.map(({ id, name, beside }) => (
            <li key={id}>
              <Button
                variant="secondary"
                data-size="sm"
                aria-label={t`Mention ${name}`}
                onClick={() => {
                  onChoose({ id, name })
                }}
              >
                {name}
              </Button>
              {beside && <span className={styles.beside}>{beside}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
