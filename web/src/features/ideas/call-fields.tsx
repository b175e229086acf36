// The fields of a call for ideas: what it is called and asks, its days, what it promises.
import { useLingui } from '@lingui/react/macro'
import { Beside, Further, Group, SelectField, TextField, useMoments } from '../../ui'
import { type CallTyped, TONGUES, useOwnTongue } from './call-typed'
import { type Language, LANGUAGES } from './words'

interface Props {
  form: CallTyped
  change: (wanted: Partial<CallTyped>) => void
  of: (field: string) => string | undefined
}

function Tongue({ tongue, form, change, of }: Props & { tongue: Language }) {
  const { t, i18n } = useLingui()
  const language = i18n._(LANGUAGES[tongue])
  return (
    <>
      <TextField
        id={`name-${tongue}`}
        label={t`Name, ${language}`}
        lang={tongue}
        most={300}
        value={form.names[tongue] ?? ''}
        error={of(`name-${tongue}`)}
        onChange={(name) => {
          change({ names: { ...form.names, [tongue]: name } })
        }}
      />
      <TextField
        id={`question-${tongue}`}
        label={t`The question in one sentence, ${language} (optional)`}
        lang={tongue}
        most={300}
        value={form.question[tongue] ?? ''}
        error={of(`question-${tongue}`)}
        onChange={(question) => {
          change({ question: { ...form.question, [tongue]: question } })
        }}
      />
    </>
  )
}

function Asking(props: Props) {
  const { form, change, of } = props
  const { t, i18n } = useLingui()
  const own = useOwnTongue()
  const others = TONGUES.filter((each) => each !== own)
  return (
    <Group legend={t`What it is about`}>
      <Tongue tongue={own} {...props} />
      <Further
        title={t`In the other languages (optional)`}
        used={others.some((each) => Boolean(form.names[each]) || Boolean(form.question[each]))}
        wrong={others.some((each) => of(`name-${each}`) ?? of(`question-${each}`))}
      >
        {others.map((each) => (
          <Tongue key={each} tongue={each} {...props} />
        ))}
      </Further>
      <TextField
        id="text"
        rows={6}
        most={20_000}
        label={t`What is asked?`}
        hint={t`Why it is asked, what is sought and what is not.`}
        value={form.text}
        error={of('text')}
        onChange={(text) => {
          change({ text })
        }}
      />
      <SelectField<Language>
        id="language"
        label={t`Language of this text`}
        value={form.language}
        options={TONGUES.map((value) => ({ value, label: i18n._(LANGUAGES[value]) }))}
        onChange={(language) => {
          change({ language })
        }}
      />
    </Group>
  )
}

function Days({ form, change, of }: Props) {
  const { t } = useLingui()
  const moments = useMoments()
  return (
    <Group legend={t`When it runs`}>
      <Beside>
        <TextField
          id="opens"
          type="date"
          label={t`First day`}
          hint={form.opensOn ? moments.day(form.opensOn) : undefined}
          value={form.opensOn}
          error={of('opens')}
          onChange={(opensOn) => {
            change({ opensOn })
          }}
        />
        <TextField
          id="closes"
          type="date"
          label={t`Last day (optional)`}
          hint={form.closesOn ? moments.day(form.closesOn) : t`Without one it runs until further notice.`}
          value={form.closesOn}
          error={of('closes')}
          onChange={(closesOn) => {
            change({ closesOn })
          }}
        />
      </Beside>
    </Group>
  )
}

function Promised({ form, change, of }: Props) {
  const { t } = useLingui()
  return (
    <Group legend={t`What it promises`}>
      <TextField
        id="office"
        label={t`Who decides on the ideas (optional)`}
        most={300}
        value={form.office}
        error={of('office')}
        onChange={(office) => {
          change({ office })
        }}
      />
      <TextField
        id="days"
        type="number"
        min={1}
        max={250}
        label={t`Working days until the first answer (optional)`}
        hint={t`Left empty, those of the scheme hold.`}
        value={form.days}
        error={of('days')}
        onChange={(days) => {
          change({ days })
        }}
      />
      <Further
        title={t`Rules that were agreed for it (optional)`}
        used={form.rules !== '' || form.agreedWith !== ''}
        wrong={(of('rules') ?? of('agreed')) !== undefined}
      >
        <TextField
          id="rules"
          type="number"
          min={1}
          label={t`Version of the scheme’s rules that holds (optional)`}
          value={form.rules}
          error={of('rules')}
          onChange={(rules) => {
            change({ rules })
          }}
        />
        <TextField
          id="agreed"
          label={t`With whom these rules were agreed, and when (optional)`}
          most={300}
          value={form.agreedWith}
          error={of('agreed')}
          onChange={(agreedWith) => {
            change({ agreedWith })
          }}
        />
      </Further>
    </Group>
  )
}

export function CallFields(props: Props) {
  return (
    <>
      <Asking {...props} />
      <Days {...props} />
      <Promised {...props} />
    </>
  )
}
