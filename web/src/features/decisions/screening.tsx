// The form of the screening: each question with why it is asked; beside it what the answers lead to, at once.
import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { data, type IdeasIdeaSeen, ideasScreen, type IdeasScreenView, useKept } from '../../api'
import { CheckField, Columns, Note, RadioField, Section, Standing, TextField, type Wrong } from '../../ui'
import styles from './decisions.module.css'
import { Rights } from './rights'

export type Said = 'yes' | 'no' | 'unsure'

export interface Sheet {
  said: Record<string, Said>
  measure: string
  urgent: boolean
  reasons: Record<string, string>
}

/** What is sent: in doubt the body is heard, so unsure counts as yes. */
export function answersOf(said: Record<string, Said>): Record<string, boolean> {
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, one !== 'no']))
}

/** The questions that a body says should have been a yes, and nobody has answered yet. */
export function contestedIn(screen: Pick<IdeasScreenView, 'contests'>): string[] {
  return [...new Set(screen.contests.filter((each) => !each.answered_at).flatMap((each) => each.questions))]
}

function useMissing() {
  const { t } = useLingui()
  return (screen: IdeasScreenView, { said, measure, reasons }: Sheet): Wrong[] => {
    const found: Wrong[] = screen.questions
      .filter(({ question }) => !said[question])
      .map(({ question, asks }) => ({ field: `screen-${question}`, message: t`Answer: ${asks}` }))
    if (!measure.trim()) found.unshift({ field: 'screen-measure', message: t`Say in one sentence what would be done` })
    for (const question of contestedIn(screen))
      if (said[question] === 'no' && !reasons[question]?.trim())
        found.push({ field: `reason-${question}`, message: t`Say to the body why not` })
    return found
  }
}

function Question({ one, sheet, change, of, contested }: {
  one: IdeasScreenView['questions'][number]
  sheet: Sheet
  change: (wanted: Partial<Sheet>) => void
  of: (field: string) => string | undefined
  contested: boolean
}) {
  const { t } = useLingui()
  const { question, asks, why } = one
  return (
    <div className={styles.question}>
      <RadioField<Said>
        id={`screen-${question}`}
        label={asks}
        hint={why}
        value={sheet.said[question] ?? ''}
        error={of(`screen-${question}`)}
        options={[
          { value: 'yes', label: t`Yes` },
          { value: 'no', label: t`No` },
          { value: 'unsure', label: t`Unsure` },
        ]}
        row
        onChange={(said) => {
          change({ said: { ...sheet.said, [question]: said } })
        }}
      />
      {contested && sheet.said[question] === 'no' && (
        <TextField
          id={`reason-${question}`}
          label={t`Why not?`}
          hint={t`A body says that this should have been a yes. It reads your reason; both texts stay.`}
          rows={3}
          value={sheet.reasons[question] ?? ''}
          error={of(`reason-${question}`)}
          onChange={(reason) => {
            change({ reasons: { ...sheet.reasons, [question]: reason } })
          }}
        />
      )}
    </div>
  )
}

export function Screening({ idea, screen }: { idea: IdeasIdeaSeen; screen: IdeasScreenView }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const missing = useMissing()
  const kept = useKept<Sheet>(`screen/${idea.idea_id}`, { said: {}, measure: '', urgent: false, reasons: {} })
  const sheet = kept.form
  const contested = contestedIn(screen)
  const answers = answersOf(sheet.said)
  const screening = useMutation({
    mutationFn: async () => {
      const reasons = Object.fromEntries(Object.entries(sheet.reasons).filter(([name, text]) => sheet.said[name] === 'no' && text.trim()))
      const body = { answers, measure: sheet.measure.trim(), urgent: sheet.urgent, reasons }
      await data(ideasScreen({ path: { idea_id: idea.idea_id }, body, headers: kept.once }))
      await kept.done()
    },
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <Section id="screening" title={t`Screen the effects on staff`}>
      <Columns aside={<Rights screen={screen} answers={answers} />}>
        <Standing
          verb={t`Record the screening`}
          working={screening.isPending}
          error={screening.error}
          missing={missing(screen, sheet)}
          onSend={() => {
            screening.mutate()
          }}
        >
          {(of) => (
            <>
              {idea.contested && (
                <Note kind="warning" title={t`A body contests the screening`}>
                  <p>{t`Answer each question again. What it says stands below.`}</p>
                </Note>
              )}
              <TextField
                id="screen-measure"
                label={t`What would be done`}
                hint={t`The measure in one sentence. The bodies are heard on exactly this.`}
                rows={2}
                lang={idea.language}
                value={sheet.measure}
                error={of('screen-measure')}
                onChange={(measure) => {
                  kept.change({ measure })
                }}
              />
              <p>{t`In doubt choose “Unsure”: it counts as a yes, and the body is heard.`}</p>
              {screen.questions.map((one) => (
                <Question
                  key={one.question}
                  one={one}
                  sheet={sheet}
                  change={kept.change}
                  of={of}
                  contested={contested.includes(one.question)}
                />
              ))}
              <CheckField
                id="screen-urgent"
                label={t`It is urgent`}
                hint={t`Where the rules of a body know a shorter period for urgent measures. It must be explained.`}
                checked={sheet.urgent}
                onChange={(urgent) => {
                  kept.change({ urgent })
                }}
              />
            </>
          )}
        </Standing>
      </Columns>
    </Section>
  )
}
