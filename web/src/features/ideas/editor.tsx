// The form in which an idea is written, with what was saved where, and both texts when two people wrote.
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isRefusal } from '../../api'
import type { Saving } from '../../parts'
import {
  Button,
  CheckField,
  Columns,
  ErrorSummary,
  RadioField,
  SelectField,
  TextField,
  Trouble,
  useMoments,
  type Wrong,
} from '../../ui'
import { Conflict } from './conflict'
import styles from './editor.module.css'
import { OwnFiles } from './files'
import { campaignsQuery } from './queries'
import { FACETS } from './search'
import { Similar } from './similar'
import { Together } from './together'
import { FACET_WORDS, type Language, LANGUAGES } from './words'
import type { Fields } from './manuscript'
import type { Writing } from './writing'

const TITLE = 200
const TEXT = 20_000
const FIELDS: Record<string, string> = { '/title': 'title', '/text': 'text', '/campaign_id': 'campaign' }

function useMissing() {
  const { t } = useLingui()
  return (fields: Fields): Wrong[] => {
    const found: Wrong[] = []
    if (fields.title.trim().length < 3) found.push({ field: 'title', message: t`Say in one sentence what should change` })
    if (fields.title.length > TITLE)
      found.push({ field: 'title', message: t`Shorten the title by ${fields.title.length - TITLE} characters` })
    if (!fields.text.trim()) found.push({ field: 'text', message: t`Describe your idea in at least one sentence` })
    if (fields.text.length > TEXT)
      found.push({ field: 'text', message: t`Shorten the text by ${fields.text.length - TEXT} characters` })
    return found
  }
}

function Saved({ saving }: { saving: Saving }) {
  const { t } = useLingui()
  const moments = useMoments()
  const at = saving.state === 'saved' ? moments.clock(saving.at) : ''
  return (
    <p role="status" className={styles.saved}>
      {saving.state === 'nothing' && t`Your text is saved while you write.`}
      {saving.state === 'waiting' && t`Kept on this device.`}
      {saving.state === 'saved' && t`Saved at ${at}.`}
      {saving.state === 'device' && t`Kept on this device. The server has not taken it yet; it is tried again.`}
      {saving.state === 'refused' && t`Kept on this device. The server does not take it as it is.`}
    </p>
  )
}

function Details({ fields, change }: { fields: Fields; change: (wanted: Partial<Fields>) => void }) {
  const { t, i18n } = useLingui()
  const campaigns = useQuery(campaignsQuery).data ?? []
  const open = campaigns.filter((each) => each.state === 'open')
  return (
    <>
      <SelectField<Language>
        id="language"
        label={t`Language of your text`}
        value={fields.language}
        options={(Object.keys(LANGUAGES) as Language[]).map((value) => ({ value, label: i18n._(LANGUAGES[value]) }))}
        onChange={(language) => {
          change({ language })
        }}
      />
      {open.length > 0 && (
        <SelectField<string>
          id="campaign"
          label={t`Call for ideas`}
          hint={t`Without one, the idea goes into the open box.`}
          value={fields.campaign_id ?? ''}
          options={[
            { value: '', label: t`None` },
            ...open.map((each) => ({ value: each.campaign_id, label: each.names[i18n.locale] ?? each.text })),
          ]}
          onChange={(campaign) => {
            change({ campaign_id: campaign || null })
          }}
        />
      )}
      <fieldset className={styles.facets}>
        <legend>{t`Which kind of innovation is it? (optional)`}</legend>
        {FACETS.map((facet) => (
          <CheckField
            key={facet}
            id={`facet-${facet}`}
            label={i18n._(FACET_WORDS[facet].label)}
            hint={i18n._(FACET_WORDS[facet].hint)}
            checked={fields.facets.includes(facet)}
            onChange={(checked) => {
              change({ facets: FACETS.filter((each) => (each === facet ? checked : fields.facets.includes(each))) })
            }}
          />
        ))}
      </fieldset>
      <RadioField<Fields['visibility']>
        id="visibility"
        label={t`Who may see the idea once it is handed in?`}
        value={fields.visibility}
        options={[
          { value: 'organisation', label: t`Everybody in the organisation` },
          {
            value: 'unit',
            label: t`Only my unit`,
            hint: t`And those who work on ideas: the scheme office, reviewers, representatives, decision makers.`,
          },
        ]}
        onChange={(visibility) => {
          change({ visibility })
        }}
      />
    </>
  )
}

export function Editor({ writing }: { writing: Writing }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const missing = useMissing()
  const { value: fields, saving, ideaId, theirs, sheet } = writing
  const change = (wanted: Partial<Fields>) => {
    sheet.write({ ...sheet.state().value, ...wanted })
  }
  const [asked, setAsked] = useState(0)
  const [going, setGoing] = useState(false)
  const refusal = saving.state === 'refused' && isRefusal(saving.error) ? saving.error : undefined
  const told = refusal?.faults.map(({ pointer, message }) => ({ field: FIELDS[pointer] ?? '', message })) ?? []
  const wrong = asked > 0 ? [...missing(fields), ...told] : told
  const of = (field: string) => wrong.find((each) => each.field === field)?.message

  async function check() {
    setAsked(asked + 1)
    if (missing(fields).length > 0) return
    setGoing(true)
    const id = await writing.save()
    setGoing(false)
    if (id) await navigate({ to: '/ideas/$ideaId/check', params: { ideaId: id } })
  }

  return (
    <Columns aside={<Similar title={fields.title} text={fields.text} besides={ideaId ?? null} />}>
      <div className={styles.form}>
        <form
          id="write"
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void check()
          }}
        >
          {wrong.length > 0 && <ErrorSummary key={asked} errors={wrong} />}
          {refusal && told.length === 0 && <Trouble error={refusal} />}
          {theirs && (
            <Conflict
              mine={fields}
              theirs={theirs.value}
              settle={(chosen) => {
                if (chosen) sheet.write(chosen)
                sheet.settle(chosen !== undefined)
              }}
            />
          )}
          <TextField
            id="title"
            label={t`Title`}
            hint={t`Say what should change, in one sentence.`}
            lang={fields.language}
            value={fields.title}
            most={TITLE}
            error={of('title')}
            onChange={(title) => {
              change({ title })
            }}
          />
          <TextField
            id="text"
            label={t`Your idea`}
            hint={t`What happens today, and for whom is that slow, unfair or unsafe? What do you propose? Who is concerned?`}
            lang={fields.language}
            rows={10}
            value={fields.text}
            most={TEXT}
            error={of('text')}
            onChange={(text) => {
              change({ text })
            }}
          />
          <Details fields={fields} change={change} />
        </form>
        <OwnFiles ideaId={ideaId} />
        <Together ideaId={ideaId} />
        <div className={styles.foot}>
          <Button type="submit" form="write" working={going}>
            {t`Check and hand in`}
          </Button>
          <Saved saving={saving} />
        </div>
        <p className={styles.small}>
          <Trans>Until you hand it in, only you and your co-authors see this draft.</Trans>
        </p>
      </div>
    </Columns>
  )
}
