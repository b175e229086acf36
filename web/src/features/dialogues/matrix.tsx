// The matrix of points and answers; on a narrow screen each row is a card.
import { useLingui } from '@lingui/react/macro'
import type { UnionDialoguePointIn } from '../../api'
import { Link, Tag } from '../../ui'
import { CheckmarkIcon, ClockIcon, PencilIcon, XMarkIcon } from '../../ui/icons'
import type { Row } from './answers'
import styles from './response.module.css'
import { ANSWERS } from './words'

const GLYPHS = { adopted: CheckmarkIcon, partly: PencilIcon, 'not-adopted': XMarkIcon }

function AnswerTag({ row }: { row: Row | undefined }) {
  const { t, i18n } = useLingui()
  if (!row?.answer)
    return (
      <Tag tone="neutral" icon={ClockIcon}>
        {t`No answer yet`}
      </Tag>
    )
  const { label, tone } = ANSWERS[row.answer]
  return (
    <Tag tone={tone} icon={GLYPHS[row.answer]}>
      {i18n._(label)}
    </Tag>
  )
}

interface Props {
  points: readonly UnionDialoguePointIn[]
  answers: Record<number, Row>
  caseId: string
  /** Points that can still be answered from here. */
  open: readonly number[]
}

export function Matrix({ points, answers, caseId, open }: Props) {
  const { t } = useLingui()
  return (
    <div className={styles.place}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{t`Point of the opinion`}</th>
            <th scope="col">{t`Answer`}</th>
            <th scope="col">{t`Reason`}</th>
            <th scope="col">{t`What follows`}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ number, text, demand }) => {
            const row = answers[number]
            const condition = row?.answer === 'adopted' ? demand : null
            return (
              <tr key={number}>
                <th scope="row">
                  <b>{number}.</b> {text}
                </th>
                <td data-label={t`Answer`}>
                  <AnswerTag row={row} />
                  {row?.state === 'draft' && <span className={styles.meta}>{t`not published yet`}</span>}
                </td>
                <td data-label={t`Reason`}>
                  <span className={styles.pre}>{row?.reason ?? '–'}</span>
                  {open.includes(number) && (
                    <Link to="/cases/$caseId/response" params={{ caseId }} search={{ point: number }}>
                      {row ? t`Change the answer to point ${number}` : t`Answer point ${number}`}
                    </Link>
                  )}
                </td>
                <td data-label={t`What follows`} data-none={condition ? undefined : true}>
                  {condition ? t`Condition of the decision: ${condition}` : '–'}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
