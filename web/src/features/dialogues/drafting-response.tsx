// The answers while those who speak for management write them together: point by point, then all that is to be published.
import { Trans, useLingui } from '@lingui/react/macro'
import { getRouteApi } from '@tanstack/react-router'
import type { UnionDialogueCaseSeen } from '../../api'
import { Button, Section } from '../../ui'
import { Answering } from './answering'
import { type Answers, given, merged, without } from './answers'
import { saidIn } from './delivered'
import { Drafted, Meanwhile, Saved, type Shared } from './drafting'
import { Matrix } from './matrix'
import { Publishing } from './publishing'
import styles from './response.module.css'
import { ANSWERS } from './words'
import { RESPONSE } from './written'

const route = getRouteApi('/inside/cases/$caseId/response')

/** What two drafts of the response say to each point that has no answer yet. */
function useCompared(it: UnionDialogueCaseSeen) {
  const { t, i18n } = useLingui()
  const said = (answer: Answers[number] | undefined) =>
    [answer?.answer && i18n._(ANSWERS[answer.answer].label), answer?.reason].filter(Boolean).join('\n')
  return (mine: Answers, theirs: Answers) =>
    it.unanswered.map((number) => ({ label: t`Point ${number}`, mine: said(mine[number]), theirs: said(theirs[number]) }))
}

function Work({ it, shared }: { it: UnionDialogueCaseSeen; shared: Shared<Answers> }) {
  const { t } = useLingui()
  const { point } = route.useSearch()
  const navigate = route.useNavigate()
  const { sheet, value: drafts } = shared
  const meanwhile = <Meanwhile shared={shared} compared={useCompared(it)} />
  const points = saidIn(it)?.points ?? []
  const at = points.find((each) => each.number === point && it.unanswered.includes(each.number))
  const go = (number: number | undefined) => {
    void navigate({ search: { point: number } })
  }
  if (at)
    return (
      <Answering
        key={at.number}
        it={it}
        point={at}
        drafts={drafts}
        write={sheet.write}
        next={(number) => {
          go(number)
        }}
        meanwhile={meanwhile}
        saved={<Saved {...shared} />}
      />
    )
  const [first] = it.unanswered
  const begun = it.unanswered.filter((number) => given(drafts[number]))
  return (
    <Section
      id="matrix"
      title={t`Answer point by point`}
      aside={<Trans>{points.length - it.unanswered.length + begun.length} of {points.length} points have an answer</Trans>}
    >
      {meanwhile}
      <p className={styles.quiet}>
        {t`Those who speak for management write the answers together. The representatives see nothing of them before they are published.`}
      </p>
      <Matrix points={points} answers={merged(it, drafts)} caseId={it.case_id} open={it.unanswered} />
      <Saved {...shared} />
      {it.unanswered.length > begun.length && first !== undefined && (
        <Button
          variant={begun.length > 0 ? 'secondary' : 'primary'}
          onClick={() => {
            go(it.unanswered.find((number) => !given(drafts[number])))
          }}
        >
          {begun.length > 0 ? t`Go on answering` : t`Answer the first point`}
        </Button>
      )}
      {begun.length > 0 && !shared.theirs && (
        <Publishing
          it={it}
          drafts={drafts}
          numbers={begun}
          onDone={() => {
            sheet.write(without(drafts, begun))
          }}
        />
      )}
    </Section>
  )
}

export function DraftingResponse({ it }: { it: UnionDialogueCaseSeen }) {
  return (
    <Drafted of={RESPONSE} caseId={it.case_id}>
      {(shared) => <Work it={it} shared={shared} />}
    </Drafted>
  )
}
