// A list of work: each row an act with its object, what follows, and by when. The whole row leads there.
import { Plural, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useNow, type Waiting } from '../../api'
import { daysBetween, PlainLink, useMoments } from '../../ui'
import { DecisionIcon, IdeaIcon, PlanIcon, RepresentativesIcon, ReviewIcon } from '../../ui/icons'
import styles from './work.module.css'
import { wordsOf } from './words'

export function WorkList({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>
}

function glyphOf(kind: string) {
  if (/^case\.|^consultation/.test(kind)) return { Icon: RepresentativesIcon, colour: 'reps' }
  if (/^review|^calibration|round/.test(kind)) return { Icon: ReviewIcon, colour: 'accent' }
  if (/^task|^role|^release|^benefit/.test(kind)) return { Icon: PlanIcon, colour: 'success' }
  if (/decision|appealed/.test(kind)) return { Icon: DecisionIcon, colour: 'accent' }
  return { Icon: IdeaIcon, colour: 'accent' }
}

const HOT = 2

function Due({ day }: { day: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const left = daysBetween(moments.dayAt(useNow()), day)
  const date = moments.shortDay(day)
  return (
    <p className={styles.due} data-hot={left <= HOT || undefined}>
      <b>
        {left < 0 && t`Overdue`}
        {left === 0 && t`Today`}
        {left > 0 && <Plural value={left} one="# day" other="# days" />}
      </b>
      <span>{left < 0 ? t`since ${date}` : t`by ${date}`}</span>
    </p>
  )
}

function Since({ moment }: { moment: string }) {
  const { t } = useLingui()
  const moments = useMoments()
  const date = moments.date(moment)
  return (
    <p className={styles.due}>
      <span>{t`since ${date}`}</span>
    </p>
  )
}

export function Work({ item }: { item: Waiting }) {
  const { i18n } = useLingui()
  const words = wordsOf(item.kind)
  const { Icon, colour } = glyphOf(item.kind)
  return (
    <li className={styles.work}>
      <span className={styles.glyph} data-color={colour} aria-hidden="true">
        <Icon />
      </span>
      <p className={styles.act}>
        <PlainLink to="/ideas/$ideaId" params={{ ideaId: item.idea_id }} data-row>
          {i18n._({ ...words.act, values: { title: item.title } })}
        </PlainLink>
      </p>
      <p className={styles.why}>{i18n._(words.why)}</p>
      {item.due_on ? <Due day={item.due_on} /> : item.since ? <Since moment={item.since} /> : <Undated />}
    </li>
  )
}

function Undated() {
  const { t } = useLingui()
  return (
    <p className={styles.due}>
      <span>{t`no deadline`}</span>
    </p>
  )
}
