import { expect, it } from 'vitest'
import { lengthsOf } from './lengths'

it('lists the length of each form, and what ends before another one', () => {
  const lengths = { normal: { n: 2, unit: 'months' }, urgent: { n: 3, unit: 'working-days' } }
  expect(lengthsOf({ lengths, before: { 'site-opinion': { of: 'normal', days: 7 } } })).toEqual([
    { variant: 'normal', n: 2, unit: 'months' },
    { variant: 'urgent', n: 3, unit: 'working-days' },
    { variant: 'site-opinion', n: 7, unit: 'calendar-days', before: 'normal' },
  ])
})
