// The three rooms of a case: what each is called, who reads there, how it looks.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FC } from 'react'
import { JointIcon, ManagementIcon, RepresentativesIcon } from '../../ui/icons'

export type Room = 'representatives' | 'joint' | 'management'
export const ROOMS: readonly Room[] = ['representatives', 'joint', 'management']

interface Words {
  /** In the address. */
  path: 'reps' | 'joint' | 'management'
  name: MessageDescriptor
  colour: 'reps' | 'joint' | 'management'
  /** Who reads there, and who does not. */
  readers: MessageDescriptor
  /** Above the field. */
  field: MessageDescriptor
  empty: MessageDescriptor
}

export const ROOM_WORDS: Record<Room, Words> = {
  representatives: {
    path: 'reps',
    name: msg`Representatives only`,
    colour: 'reps',
    readers: msg`Those with a mandate of this body read this, and substitutes who sit in. Management, the scheme office and administrators cannot.`,
    field: msg`Message: representatives only`,
    empty: msg`Nothing is said here yet. What you write stays among the representatives.`,
  },
  joint: {
    path: 'joint',
    name: msg`Joint room`,
    colour: 'joint',
    readers: msg`Both sides read this: the representatives of this body and management. The scheme office and administrators cannot.`,
    field: msg`Message: both sides`,
    empty: msg`Nothing is said here yet. What you write is read by both sides.`,
  },
  management: {
    path: 'management',
    name: msg`Management only`,
    colour: 'management',
    readers: msg`Those who decide and the consultation officers read this. The representatives, the scheme office and administrators cannot.`,
    field: msg`Message: management only`,
    empty: msg`Nothing is said here yet. What you write stays within management.`,
  },
}

export const ROOM_GLYPHS: Record<Room, FC<{ 'aria-hidden': 'true' }>> = {
  representatives: RepresentativesIcon,
  joint: JointIcon,
  management: ManagementIcon,
}
