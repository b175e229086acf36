import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { EVENTS } from './events'

// What no timeline names: ideas never hears of it, as it is for one person or for the consultation alone, or tells it as no step.
const UNHEARD = new Set([
  'reviewer.assigned',
  'assignment.escalated',
  'assignment.rescheduled',
  'assignment.released',
  'regime.chosen',
  'message.posted',
  'message.edited',
  'substitute.seated',
  'substitute.released',
  'members.left-out',
  'lead.elected',
  'task.dropped',
  'task.planned',
  'task.removed',
  'assignment.settled',
  'answer.due',
  'interest.noted',
  'campaign.announced',
  'campaign.changed',
  'campaign.closed',
])

interface Told {
  channels: Record<string, { address: string; messages: Record<string, unknown> }>
}

const told = JSON.parse(readFileSync('../shared/contracts/asyncapi.json', 'utf-8')) as Told
const TOPICS = ['ideas.v1', 'reviews.v1', 'dialogues.v1', 'implementation.v1']
const KINDS = Object.values(told.channels)
  .filter((channel) => TOPICS.includes(channel.address))
  .flatMap((channel) => Object.keys(channel.messages).map((name) => name.replace(/\.v\d+$/, '')))

describe('the timeline', () => {
  it('has words for every event of the catalogue that an idea can meet', () => {
    expect(KINDS.length).toBeGreaterThan(50)
    expect(KINDS.filter((kind) => !(kind in EVENTS) && !UNHEARD.has(kind))).toEqual([])
  })

  it('has no words for what is no event', () => {
    expect(Object.keys(EVENTS).filter((kind) => !KINDS.includes(kind))).toEqual([])
  })
})
