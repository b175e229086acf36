// Colleagues whose name is being typed after an @: offered below the text, never in its way.
import { Plural, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { unitsQuery, useMe } from '../../api'
import { Button } from '../../ui'
import styles from './composer.module.css'
import { colleaguesQuery } from './queries'
import { useSettled } from './settled'

interface Props {
  /** The beginning of the name; nothing is offered for an empty one. */
  words: string
  onChoose: (id: string, name: string) => void
}

export function Offered({ words, onChoose }: Props) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const settled = useSettled(words)
  const units = useQuery(unitsQuery).data
  const asked = useQuery({ ...colleaguesQuery(settled), enabled: settled !== '' })
  const found = words && settled ? (asked.data ?? []).filter((each) => each.person_id !== me.person_id) : []
  return (
    <>
      <p role="status" className="sr">
        {found.length > 0 && <Plural value={found.length} one="# colleague to choose" other="# colleagues to choose" />}
      </p>
      {found.length > 0 && (
        <ul className={styles.offered}>
          {found.map(({ person_id: id, display_name: name, unit_id: unit }) => (
            <li key={id}>
              <Button
                variant="secondary"
                data-size="sm"
                aria-label={t`Mention ${name}`}
                onClick={() => {
                  onChoose(id, name)
                }}
              >
                {name}
              </Button>
              <span className={styles.unit}>{units?.find((each) => each.unit_id === unit)?.names[i18n.locale]}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
