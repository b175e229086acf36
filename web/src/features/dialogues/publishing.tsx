// Publishing answers: the matrix above is exactly what the representatives will read.
import { Plural, useLingui } from '@lingui/react/macro'
import { data, type UnionDialogueCaseView, unionDialogueRespond } from '../../api'
import { Button, Note, Trouble } from '../../ui'
import { useAct } from './act'
import { type Answers, wanted } from './answers'
import styles from './response.module.css'

interface Props {
  it: UnionDialogueCaseView
  drafts: Answers
  numbers: readonly number[]
  onDone: () => void
}

export function Publishing({ it, drafts, numbers, onDone }: Props) {
  const { t } = useLingui()
  const act = useAct<undefined>(
    it.case_id,
    (_, once) =>
      data(
        unionDialogueRespond({
          path: { case_id: it.case_id },
          body: { points: wanted(numbers, drafts) },
          headers: once,
        }),
      ),
    onDone,
  )
  const rest = it.unanswered.length - numbers.length
  return (
    <div className={styles.publish}>
      {rest > 0 && (
        <Note kind="info" title={<Plural value={rest} one="# point has no answer yet" other="# points have no answer yet" />}>
          <p>{t`You can publish the others now. The case cannot be closed before every point is answered.`}</p>
        </Note>
      )}
      <p>{t`The representatives read the answers as they stand above. An answer is not taken back; a correction stands beside it.`}</p>
      {act.error && <Trouble error={act.error} />}
      <Button
        working={act.isPending}
        onClick={() => {
          act.mutate(undefined)
        }}
      >
        <Plural value={numbers.length} one="Publish # answer" other="Publish # answers" />
      </Button>
    </div>
  )
}
