// A decision as it is filled in, what is missing of it, and what is sent.
import type { IdeasDecision } from '../../api'
import { type Outcome, reasonsFor } from './words'

export interface Filled {
  outcome: Outcome | ''
  reason: string
  text: string
  office: string
  conditions: string
  appealUntil: string
  deferredUntil: string
  pilotUntil: string
}

export const EMPTY: Filled = {
  outcome: '',
  reason: '',
  text: '',
  office: '',
  conditions: '',
  appealUntil: '',
  deferredUntil: '',
  pilotUntil: '',
}

export type Lack = 'outcome' | 'reason' | 'text' | 'office' | 'appeal' | 'deferred' | 'pilot' | 'conditions'

/** What the sentence on a pilot's end is, in the language of the idea: it stands among the conditions. */
export type PilotEnds = (day: string) => string

export function appealable(outcome: Outcome | ''): boolean {
  return outcome === 'declined' || outcome === 'deferred'
}

/** What each outcome needs beside the reason, the text and the office. */
const OWN: Record<Outcome, [Lack, (form: Filled, today: string) => boolean][]> = {
  accepted: [],
  'accepted-with-changes': [['conditions', ({ conditions }) => linesOf(conditions).length > 0]],
  pilot: [['pilot', ({ pilotUntil }, today) => pilotUntil > today]],
  deferred: [
    ['deferred', ({ deferredUntil }, today) => deferredUntil > today],
    ['appeal', ({ appealUntil }, today) => appealUntil > today],
  ],
  declined: [['appeal', ({ appealUntil }, today) => appealUntil > today]],
}

export function lacks(form: Filled, today: string): Lack[] {
  const { outcome, reason, text, office } = form
  if (!outcome) return ['outcome']
  const needs: [Lack, boolean][] = [
    ['reason', reasonsFor(outcome).includes(reason)],
    ...OWN[outcome].map(([lack, has]): [Lack, boolean] => [lack, has(form, today)]),
    ['text', text.trim() !== ''],
    ['office', office.trim() !== ''],
  ]
  return needs.filter(([, has]) => !has).map(([lack]) => lack)
}

export function linesOf(conditions: string): string[] {
  return conditions
    .split('\n')
    .map((line) => line.replace(/^[-*•]\s*/, '').trim())
    .filter(Boolean)
}

export function decisionOf(form: Filled & { outcome: Outcome }, pilotEnds: PilotEnds): IdeasDecision {
  const { outcome } = form
  const kept = ['accepted-with-changes', 'pilot'].includes(outcome) ? linesOf(form.conditions) : []
  return {
    outcome,
    reason_code: form.reason,
    text: form.text.trim(),
    office: form.office.trim(),
    conditions: outcome === 'pilot' ? [pilotEnds(form.pilotUntil), ...kept] : kept,
    appeal_until: appealable(outcome) ? form.appealUntil : null,
    deferred_until: outcome === 'deferred' ? form.deferredUntil : null,
  }
}
