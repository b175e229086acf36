// Consultations in words: where a case stands and whose turn it is, how it ended, what silence means.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FC } from 'react'
import {
  CheckmarkIcon,
  ClockIcon,
  ManagementIcon,
  RepresentativesIcon,
  ReturnedIcon,
} from '../../ui/icons'
import type { CaseState } from './search'

export type Tone = 'neutral' | 'accent' | 'reps' | 'management' | 'success' | 'warning'

interface Stand {
  label: MessageDescriptor
  /** Whose turn it is. */
  turn: MessageDescriptor
  tone: Tone
  icon: FC<{ 'aria-hidden': 'true' }>
}

export const STANDS: Record<CaseState, Stand> = {
  waiting: { label: msg`Waits for the body`, turn: msg`Nobody: the body is not known yet`, tone: 'neutral', icon: ClockIcon },
  prepared: {
    label: msg`Package owed`,
    turn: msg`Management hands over the package`,
    tone: 'management',
    icon: ManagementIcon,
  },
  provided: {
    label: msg`Package handed over`,
    turn: msg`The representatives confirm the receipt`,
    tone: 'reps',
    icon: RepresentativesIcon,
  },
  disputed: {
    label: msg`Completeness disputed`,
    turn: msg`Management completes the package`,
    tone: 'warning',
    icon: ReturnedIcon,
  },
  running: {
    label: msg`Representatives deliberate`,
    turn: msg`The representatives give their opinion`,
    tone: 'reps',
    icon: RepresentativesIcon,
  },
  lapsed: {
    label: msg`Period over, no opinion`,
    turn: msg`Management closes the case`,
    tone: 'management',
    icon: ClockIcon,
  },
  opinion: {
    label: msg`Opinion delivered`,
    turn: msg`Management answers each point`,
    tone: 'management',
    icon: ManagementIcon,
  },
  closed: { label: msg`Closed`, turn: msg`Nobody: the case is closed`, tone: 'success', icon: CheckmarkIcon },
}

/** Once every point is answered, the turn is another one. */
export const ANSWERED = msg`All is answered: the case can be closed`

export const RESULTS: Record<string, MessageDescriptor> = {
  agreed: msg`Both sides agree.`,
  disagreed: msg`The sides do not agree; the reasons are on record.`,
  waived: msg`The representatives did without an opinion.`,
  withdrawn: msg`The idea was withdrawn or declined, so nobody is heard any more.`,
  'deemed-approved': msg`Nothing was said in time: the representatives are deemed to agree.`,
  'deemed-negative': msg`Nothing was said in time: the opinion is deemed to be negative.`,
}

/** What silence does at the end of a period that runs. */
export const SILENCE: Record<string, MessageDescriptor> = {
  'deemed-approved': msg`If nothing is sent by then, the representatives are deemed to agree.`,
  'deemed-negative': msg`If nothing is sent by then, the representatives are deemed to have given a negative opinion.`,
  none: msg`If nothing is sent by then, nothing is deemed; the case stays open until somebody closes it.`,
  'as-agreed': msg`What silence means is for both sides to agree, and they have not agreed on it.`,
  'not-referred-refusal-stands': msg`If nothing is sent by then, the refusal stands.`,
  'not-referred-measure-may-proceed': msg`If nothing is sent by then, the measure may go ahead.`,
  'conciliation-decision-stands': msg`If nothing is sent by then, the decision of the conciliation body stands.`,
}

export const ROLES: Record<string, MessageDescriptor> = {
  chair: msg`Chair`,
  deputy: msg`Deputy chair`,
  member: msg`Member`,
  substitute: msg`Substitute`,
}

export const VARIANTS: Record<string, MessageDescriptor> = {
  normal: msg`ordinary form`,
  urgent: msg`urgent form`,
  stepped: msg`higher level heard, with the lower one`,
  'stepped-urgent': msg`higher level heard, urgent`,
  expert: msg`with an expert`,
  'experts-central-and-site': msg`with experts at both levels`,
  'site-opinion': msg`opinion of a site`,
  'site-opinion-experts': msg`opinion of a site, with experts`,
}

export type Room = 'representatives' | 'joint' | 'management'
export const ROOMS: readonly Room[] = ['representatives', 'joint', 'management']

export const ROOM_WORDS: Record<Room, { name: MessageDescriptor; colour: 'reps' | 'joint' | 'management' }> = {
  representatives: { name: msg`Representatives only`, colour: 'reps' },
  joint: { name: msg`Joint room`, colour: 'joint' },
  management: { name: msg`Management only`, colour: 'management' },
}

