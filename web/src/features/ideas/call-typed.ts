// What is typed of a call for ideas, and what of it is sent.
import { useLingui } from '@lingui/react/macro'
import type { Got, IdeasCampaignIn } from '../../api'
import type { Wrong } from '../../ui'
import { type Language, LANGUAGES } from './words'

export const TONGUES = Object.keys(LANGUAGES) as Language[]

export interface CallTyped {
  names: Record<string, string>
  question: Record<string, string>
  text: string
  language: Language
  opensOn: string
  closesOn: string
  office: string
  days: string
  rules: string
  agreedWith: string
  /** The version that it was written on; none for a new call. */
  seen: string
}

const FIELDS: Record<string, string> = {
  '/text': 'text',
  '/opens_on': 'opens',
  '/closes_on': 'closes',
  '/office': 'office',
  '/first_answer_days': 'days',
  '/rules_version': 'rules',
  '/rules_agreed_with': 'agreed',
}

/** The language whose fields are never folded: the one that the page speaks. */
export function useOwnTongue(): Language {
  const { i18n } = useLingui()
  return TONGUES.find((each) => each === i18n.locale) ?? 'en'
}

/** Where what the service found belongs. */
export function useCallFields(): Record<string, string> {
  const own = useOwnTongue()
  return { '/names': `name-${own}`, '/question': `question-${own}`, ...FIELDS }
}

const number = (typed: string) => (typed ? Number(typed) : null)
const told = (value: number | null | undefined) => (typeof value === 'number' ? String(value) : '')

/** A new call is written in the language `own`, and begins today. */
export function typedOf(got: Got<IdeasCampaignIn> | undefined, today: string, own: Language = 'en'): CallTyped {
  const first = { names: {}, question: {}, text: '', language: own, opensOn: today, closesOn: '', seen: '' }
  if (!got) return { ...first, ...promiseOf({}) }
  const call = got.data
  const { names, question, text, language, opens_on: opensOn, closes_on: closesOn } = call
  return {
    ...{ names, question: question ?? {}, text, language: language ?? first.language, opensOn, closesOn: closesOn ?? '' },
    ...promiseOf(call),
    seen: got.etag,
  }
}

function promiseOf(call: Partial<IdeasCampaignIn>) {
  return {
    office: call.office ?? '',
    days: told(call.first_answer_days),
    rules: told(call.rules_version),
    agreedWith: call.rules_agreed_with ?? '',
  }
}

const filled = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).flatMap(([tongue, text]) => (text.trim() ? [[tongue, text.trim()]] : [])))

export function saidOf(form: CallTyped): IdeasCampaignIn {
  return {
    names: filled(form.names),
    question: filled(form.question),
    text: form.text,
    language: form.language,
    opens_on: form.opensOn,
    closes_on: form.closesOn || null,
    office: form.office.trim() || null,
    first_answer_days: number(form.days),
    rules_version: number(form.rules),
    rules_agreed_with: form.agreedWith.trim() || null,
  }
}

export function useMissing({ names, text, opensOn, closesOn, rules, agreedWith }: CallTyped): Wrong[] {
  const { t } = useLingui()
  const own = useOwnTongue()
  const found: Wrong[] = []
  if (TONGUES.every((each) => !names[each]?.trim()))
    found.push({ field: `name-${own}`, message: t`Name the call in at least one language` })
  if (!text.trim()) found.push({ field: 'text', message: t`Write what is asked` })
  if (!opensOn) found.push({ field: 'opens', message: t`Choose the first day` })
  if (closesOn && opensOn && closesOn < opensOn)
    found.push({ field: 'closes', message: t`Choose a last day that is not before the first` })
  if (agreedWith.trim() && !rules) found.push({ field: 'rules', message: t`Say which version of the rules was agreed` })
  return found
}
