// The pages that stand in the rail and in the menu, in their order. An item is shown to those it is for, as soon as the
// router knows its address; `g` and its letter lead there.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { ComponentType, SVGProps } from 'react'
import { hasRole, type PeopleMe, type Role } from '../api'
import {
  DecisionIcon,
  HomeIcon,
  IdeaIcon,
  OperationsIcon,
  PeopleIcon,
  PlanIcon,
  PortfolioIcon,
  RepresentativesIcon,
  ReviewIcon,
  TriageIcon,
} from '../ui/icons'

export interface Place {
  to: string
  name: MessageDescriptor
  Icon: ComponentType<SVGProps<SVGSVGElement>>
  letter: string
  may: (me: PeopleMe) => boolean
  /** Below the line: who runs the scheme, not what it is about. */
  below?: boolean
}

const everybody = () => true
const held = (...roles: Role[]) => (me: PeopleMe) => hasRole(me, ...roles)
const representative = (me: PeopleMe) => me.mandates.length > 0

export const PLACES: readonly Place[] = [
  { to: '/', name: msg`Home`, Icon: HomeIcon, letter: 'h', may: everybody },
  { to: '/ideas', name: msg`Ideas`, Icon: IdeaIcon, letter: 'i', may: everybody },
  { to: '/reviews', name: msg`Reviews`, Icon: ReviewIcon, letter: 'r', may: everybody },
  { to: '/triage', name: msg`Triage`, Icon: TriageIcon, letter: 't', may: held('scheme-officer') },
  {
    to: '/cases',
    name: msg`Consultations`,
    Icon: RepresentativesIcon,
    letter: 'c',
    may: (me) => representative(me) || hasRole(me, 'consultation-officer', 'decision-maker'),
  },
  { to: '/decisions', name: msg`Decisions`, Icon: DecisionIcon, letter: 'd', may: held('decision-maker') },
  { to: '/plans', name: msg`Implementation`, Icon: PlanIcon, letter: 'm', may: everybody },
  { to: '/portfolio', name: msg`Portfolio`, Icon: PortfolioIcon, letter: 'p', may: everybody },
  {
    to: '/people',
    name: msg`People and rules`,
    Icon: PeopleIcon,
    letter: 'e',
    may: held('administrator', 'scheme-officer'),
    below: true,
  },
  { to: '/ops', name: msg`Operations`, Icon: OperationsIcon, letter: 'o', may: held('administrator'), below: true },
]

/** Those that one person may go to, of those that there are. */
export function placesOf(me: PeopleMe, exists: (to: string) => boolean): Place[] {
  return PLACES.filter((each) => exists(each.to) && each.may(me))
}
