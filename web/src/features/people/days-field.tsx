// A set of days: one is added at a time, each can be taken out.
import { useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { Button, TextField, useMoments } from '../../ui'
import styles from './people.module.css'

interface Props {
  id: string
  legend: string
  hint: string
  days: string[]
  error: string | undefined
  onChange: (days: string[]) => void
}

export function DaysField({ id, legend, hint, days, error, onChange }: Props) {
  const { t } = useLingui()
  const moments = useMoments()
  const [day, setDay] = useState('')
  const [told, tell] = useState('')
  const group = useRef<HTMLFieldSetElement>(null)
  const add = () => {
    if (!day) {
      tell(t`Choose a day first.`)
    } else if (days.includes(day)) {
      tell(t`This day is in the list already.`)
    } else {
      onChange([...days, day].sort())
      tell(t`Added: ${moments.day(day)}`)
      setDay('')
    }
    group.current?.querySelector('input')?.focus()
  }
  return (
    <fieldset ref={group} className={styles.group}>
      <legend>{legend}</legend>
      <div className={styles.add}>
        <TextField
          id={id}
          type="date"
          label={t`Day`}
          hint={day ? moments.day(day) : hint}
          value={day}
          error={error}
          onChange={setDay}
        />
        <Button variant="secondary" data-size="sm" onClick={add}>
          {t`Add the day`}
        </Button>
      </div>
      <p role="status">{told}</p>
      <ul className={styles.days}>
        {days.map((each) => {
          const name = moments.day(each)
          return (
            <li key={each}>
              {name}{' '}
              <Button
                variant="tertiary"
                data-size="sm"
                aria-label={t`Take out ${name}`}
                onClick={() => {
                  onChange(days.filter((one) => one !== each))
                  tell(t`Taken out: ${name}`)
                  group.current?.querySelector('input')?.focus()
                }}
              >
                {t`Take out`}
              </Button>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
