// By when: days left over the date; red when it is close or past.
import { Plural, useLingui } from '@lingui/react/macro'
import { useNow } from '../../api'
import { daysBetween, useMoments } from '../../ui'
import styles from './due.module.css'

const HOT = 2

export function Due({ day }: { day: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const left = daysBetween(moments.dayAt(useNow()), day)
  const date = moments.shortDay(day)
  return (
    <span className={styles.due} data-hot={left <= HOT || undefined}>
      <b>
        {left < 0 && t`Overdue`}
        {left === 0 && t`Today`}
        {left > 0 && <Plural value={left} one="# day" other="# days" />}
      </b>
      <time dateTime={day}>{left < 0 ? t`since ${date}` : t`by ${date}`}</time>
    </span>
  )
}
