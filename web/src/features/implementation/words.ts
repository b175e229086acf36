// Plans and what belongs to them in words.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FC } from 'react'
import type {
  ImplementationBenefitView,
  ImplementationMilestoneView,
  ImplementationOfferView,
  ImplementationTaskView,
} from '../../api'
import {
  CheckmarkIcon,
  ClockIcon,
  ClosedIcon,
  LockIcon,
  PencilIcon,
  PlanIcon,
  ReturnedIcon,
  ReviewIcon,
} from '../../ui/icons'
import type { PlanState } from './search'

export interface Stand {
  label: MessageDescriptor
  tone: 'neutral' | 'accent' | 'success' | 'warning' | 'danger'
  icon: FC<{ 'aria-hidden': 'true' }>
}

export const PLAN: Record<PlanState, Stand & { next: MessageDescriptor }> = {
  prepared: {
    label: msg`Prepared`,
    tone: 'neutral',
    icon: PencilIcon,
    next: msg`The decision is still being made. Tasks can be planned, none can begin.`,
  },
  open: {
    label: msg`Being carried out`,
    tone: 'accent',
    icon: PlanIcon,
    next: msg`Owners do their tasks, somebody else verifies each. When all are verified, the idea is carried out.`,
  },
  implemented: {
    label: msg`Carried out`,
    tone: 'success',
    icon: CheckmarkIcon,
    next: msg`The implementers measure the benefit; the independent controller verifies it.`,
  },
  completed: {
    label: msg`Completed`,
    tone: 'success',
    icon: CheckmarkIcon,
    next: msg`Nothing is left to do. What came of it stands under Benefit.`,
  },
  stopped: {
    label: msg`Stopped`,
    tone: 'neutral',
    icon: ClosedIcon,
    next: msg`Nothing is left to do. What was learned stands here for those who try it next.`,
  },
  withdrawn: {
    label: msg`Withdrawn`,
    tone: 'neutral',
    icon: ClosedIcon,
    next: msg`The idea was withdrawn or merged into another one before it was decided.`,
  },
}

export const TASK: Record<ImplementationTaskView['state'], Stand> = {
  planned: { label: msg`Planned`, tone: 'neutral', icon: ClockIcon },
  started: { label: msg`Under way`, tone: 'accent', icon: PlanIcon },
  blocked: { label: msg`Blocked`, tone: 'danger', icon: LockIcon },
  done: { label: msg`Done, to be verified`, tone: 'accent', icon: ReviewIcon },
  verified: { label: msg`Verified`, tone: 'success', icon: CheckmarkIcon },
  dropped: { label: msg`Not needed any more`, tone: 'neutral', icon: ClosedIcon },
}

export const MILESTONE: Record<ImplementationMilestoneView['state'], Stand> = {
  planned: { label: msg`Ahead`, tone: 'neutral', icon: ClockIcon },
  missed: { label: msg`Missed so far`, tone: 'danger', icon: ReturnedIcon },
  reached: { label: msg`Reached`, tone: 'success', icon: CheckmarkIcon },
}

export const BENEFIT: Record<ImplementationBenefitView['state'], Stand> = {
  forecast: { label: msg`Expected`, tone: 'neutral', icon: ClockIcon },
  measured: { label: msg`Measured, to be verified`, tone: 'accent', icon: ReviewIcon },
  verified: { label: msg`Verified`, tone: 'success', icon: CheckmarkIcon },
}

export const KINDS: Record<ImplementationBenefitView['kind'], MessageDescriptor> = {
  hours: msg`Working time`,
  money: msg`Money`,
  quality: msg`Quality`,
  safety: msg`Safety and health`,
  environment: msg`Environment`,
}

export const OFFER: Record<ImplementationOfferView['state'], Stand> = {
  offered: { label: msg`Waits for the manager to release the hours`, tone: 'neutral', icon: ClockIcon },
  released: { label: msg`Hours released, waits for the author`, tone: 'accent', icon: ClockIcon },
  accepted: { label: msg`Taken`, tone: 'success', icon: CheckmarkIcon },
  declined: { label: msg`Declined by the author`, tone: 'neutral', icon: ClosedIcon },
  'not-released': { label: msg`Hours not released`, tone: 'neutral', icon: ClosedIcon },
}
