// A body says that the screening overlooked a right: which questions should have been a yes, and why.
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { data, ideasContest, type IdeasIdeaSeen, type IdeasScreenView, useKept } from '../../api'
import { useActingOn } from '../../parts'
import { CheckField, Section, SelectField, Standing, TextField, useMoments, type Wrong } from '../../ui'
import styles from './decisions.module.css'
import { bodiesQuery } from './queries'

interface Raised {
  body: string
  questions: string[]
  text: string
}

function useMissing() {
  const { t } = useLingui()
  return ({ questions, text }: Raised, first: string): Wrong[] => {
    const found: Wrong[] = []
    if (questions.length === 0) found.push({ field: `contest-${first}`, message: t`Choose at least one question` })
    if (!text.trim()) found.push({ field: 'contest-text', message: t`Say why it should have been a yes` })
    return found
  }
}

function ForBody({ mine, body, choose }: { mine: string[]; body: string; choose: (body: string) => void }) {
  const { t, i18n } = useLingui()
  const bodies = useQuery(bodiesQuery).data ?? []
  if (mine.length < 2) return null
  return (
    <SelectField<string>
      id="contest-body"
      label={t`For which body`}
      value={body}
      options={mine.map((value) => ({
        value,
        label: bodies.find((each) => each.body_id === value)?.names[i18n.locale] ?? value,
      }))}
      onChange={choose}
    />
  )
}

/** The questions that were answered with no. */
function answeredNo(screen: IdeasScreenView) {
  const answers = (screen.recorded as { answers?: Record<string, boolean> } | null)?.answers ?? {}
  return screen.questions.filter(({ question }) => !answers[question])
}

export function Contest({ idea, screen }: { idea: IdeasIdeaSeen; screen: IdeasScreenView }) {
  const { t } = useLingui()
  const missing = useMissing()
  const moments = useMoments()
  const mine = idea.contest_for
  const kept = useKept<Raised>(`contest/${idea.idea_id}`, { body: mine[0] ?? '', questions: [], text: '' })
  const { body, questions, text } = kept.form
  const contesting = useActingOn('ideas', async () => {
    await data(ideasContest({ path: { idea_id: idea.idea_id }, body: { body_id: body, questions, text }, headers: kept.once }))
    await kept.done()
  })
  const until = idea.contestable_until ? moments.day(idea.contestable_until) : ''
  const open = answeredNo(screen)
  return (
    <Section id="contest" title={t`Contest the screening`} aside={t`until ${until}, 24:00`}>
      <Standing
        verb={t`Contest`}
        working={contesting.isPending}
        error={contesting.error}
        missing={missing(kept.form, open[0]?.question ?? '')}
        onSend={() => {
          contesting.mutate()
        }}
      >
        {(of) => (
          <>
            <p>{t`The effects are then screened again, and nothing is decided meanwhile. Both texts stay to be read.`}</p>
            <ForBody
              mine={mine}
              body={body}
              choose={(next) => {
                kept.change({ body: next })
              }}
            />
            <fieldset className={styles.checks}>
              <legend>{t`Which of these should have been a yes?`}</legend>
              {open.map(({ question, asks, right }) => (
                <CheckField
                  key={question}
                  id={`contest-${question}`}
                  label={asks}
                  hint={right}
                  checked={questions.includes(question)}
                  onChange={(checked) => {
                    kept.change({ questions: checked ? [...questions, question] : questions.filter((each) => each !== question) })
                  }}
                />
              ))}
            </fieldset>
            <TextField
              id="contest-text"
              label={t`Why`}
              rows={4}
              most={20_000}
              value={text}
              error={of('contest-text')}
              onChange={(next) => {
                kept.change({ text: next })
              }}
            />
          </>
        )}
      </Standing>
    </Section>
  )
}
