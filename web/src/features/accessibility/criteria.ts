// The criteria of WCAG 2.2, levels A and AA, and by what each is known to hold here.
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

/** `pages`: a tool looks at every page. `journeys`: people's ways through the application are tried. `built`: by how the
 * parts are made, read by its makers. `none`: there is nothing of the kind. */
export type Basis = 'pages' | 'journeys' | 'built' | 'none'

export interface Criterion {
  number: string
  level: 'A' | 'AA'
  name: MessageDescriptor
  basis: Basis
}

const one = (number: string, level: 'A' | 'AA', name: MessageDescriptor, basis: Basis): Criterion => ({
  number,
  level,
  name,
  basis,
})

export const CRITERIA: readonly Criterion[] = [
  one('1.1.1', 'A', msg`Non-text content`, 'pages'),
  one('1.2.1', 'A', msg`Audio-only and video-only`, 'none'),
  one('1.2.2', 'A', msg`Captions (prerecorded)`, 'none'),
  one('1.2.3', 'A', msg`Audio description or media alternative`, 'none'),
  one('1.2.4', 'AA', msg`Captions (live)`, 'none'),
  one('1.2.5', 'AA', msg`Audio description`, 'none'),
  one('1.3.1', 'A', msg`Info and relationships`, 'pages'),
  one('1.3.2', 'A', msg`Meaningful sequence`, 'built'),
  one('1.3.3', 'A', msg`Sensory characteristics`, 'built'),
  one('1.3.4', 'AA', msg`Orientation`, 'pages'),
  one('1.3.5', 'AA', msg`Identify input purpose`, 'built'),
  one('1.4.1', 'A', msg`Use of colour`, 'built'),
  one('1.4.2', 'A', msg`Audio control`, 'none'),
  one('1.4.3', 'AA', msg`Contrast (minimum)`, 'pages'),
  one('1.4.4', 'AA', msg`Resize text`, 'pages'),
  one('1.4.5', 'AA', msg`Images of text`, 'none'),
  one('1.4.10', 'AA', msg`Reflow`, 'pages'),
  one('1.4.11', 'AA', msg`Non-text contrast`, 'built'),
  one('1.4.12', 'AA', msg`Text spacing`, 'journeys'),
  one('1.4.13', 'AA', msg`Content on hover or focus`, 'built'),
  one('2.1.1', 'A', msg`Keyboard`, 'journeys'),
  one('2.1.2', 'A', msg`No keyboard trap`, 'journeys'),
  one('2.1.4', 'A', msg`Character key shortcuts`, 'journeys'),
  one('2.2.1', 'A', msg`Timing adjustable`, 'journeys'),
  one('2.2.2', 'A', msg`Pause, stop, hide`, 'journeys'),
  one('2.3.1', 'A', msg`Three flashes or below`, 'none'),
  one('2.4.1', 'A', msg`Bypass blocks`, 'pages'),
  one('2.4.2', 'A', msg`Page titled`, 'pages'),
  one('2.4.3', 'A', msg`Focus order`, 'journeys'),
  one('2.4.4', 'A', msg`Link purpose (in context)`, 'pages'),
  one('2.4.5', 'AA', msg`Multiple ways`, 'built'),
  one('2.4.6', 'AA', msg`Headings and labels`, 'pages'),
  one('2.4.7', 'AA', msg`Focus visible`, 'built'),
  one('2.4.11', 'AA', msg`Focus not obscured (minimum)`, 'journeys'),
  one('2.5.1', 'A', msg`Pointer gestures`, 'none'),
  one('2.5.2', 'A', msg`Pointer cancellation`, 'built'),
  one('2.5.3', 'A', msg`Label in name`, 'pages'),
  one('2.5.4', 'A', msg`Motion actuation`, 'none'),
  one('2.5.7', 'AA', msg`Dragging movements`, 'none'),
  one('2.5.8', 'AA', msg`Target size (minimum)`, 'pages'),
  one('3.1.1', 'A', msg`Language of page`, 'pages'),
  one('3.1.2', 'AA', msg`Language of parts`, 'built'),
  one('3.2.1', 'A', msg`On focus`, 'journeys'),
  one('3.2.2', 'A', msg`On input`, 'journeys'),
  one('3.2.3', 'AA', msg`Consistent navigation`, 'built'),
  one('3.2.4', 'AA', msg`Consistent identification`, 'built'),
  one('3.2.6', 'A', msg`Consistent help`, 'built'),
  one('3.3.1', 'A', msg`Error identification`, 'journeys'),
  one('3.3.2', 'A', msg`Labels or instructions`, 'pages'),
  one('3.3.3', 'AA', msg`Error suggestion`, 'journeys'),
  one('3.3.4', 'AA', msg`Error prevention (legal, financial, data)`, 'journeys'),
  one('3.3.7', 'A', msg`Redundant entry`, 'journeys'),
  one('3.3.8', 'AA', msg`Accessible authentication (minimum)`, 'built'),
  one('4.1.2', 'A', msg`Name, role, value`, 'pages'),
  one('4.1.3', 'AA', msg`Status messages`, 'journeys'),
]
