// Days and times in words: a day is a day at the seat, never a moment of the reader's own zone.
import { useLingui } from '@lingui/react'
import { useMemo } from 'react'
import { useBrand } from './brand'

const DAY = 86_400_000

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

export interface Moments {
  /** "Wednesday 30 December 2026" of a day such as 2026-12-30. */
  day: (day: string) => string
  /** "Wed 30 Dec" of a day. */
  shortDay: (day: string) => string
  /** "Wed" of a day. */
  weekday: (day: string) => string
  /** "30 December 2026" at the seat of a moment. */
  date: (moment: string) => string
  /** "30 December 2026, 14:02" at the seat of a moment. */
  time: (moment: string) => string
  /** "14:02" at the seat. */
  clock: (moment: Date) => string
  /** The day of a moment at the seat, as 2026-12-30. */
  dayAt: (moment: string | Date) => string
  /** Today at the seat, as 2026-12-30. */
  today: () => string
}

export function momentsFor(locale: string, zone: string): Moments {
  const tongue = locale === 'en' ? 'en-GB' : locale
  const of = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tongue, options)
  const day = of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const shortDay = of({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  const weekday = of({ weekday: 'short', timeZone: 'UTC' })
  const date = of({ day: 'numeric', month: 'long', year: 'numeric', timeZone: zone })
  const time = of({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone })
  const clock = of({ hour: '2-digit', minute: '2-digit', timeZone: zone })
  const iso = new Intl.DateTimeFormat('en-CA', { timeZone: zone })
  const dayAt = (moment: string | Date) => iso.format(typeof moment === 'string' ? new Date(moment) : moment)
  return {
    day: (told) => day.format(dateOf(told)),
    shortDay: (told) => shortDay.format(dateOf(told)),
    weekday: (told) => weekday.format(dateOf(told)),
    date: (moment) => date.format(new Date(moment)),
    time: (moment) => time.format(new Date(moment)),
    clock: (moment) => clock.format(moment),
    dayAt,
    today: () => dayAt(new Date()),
  }
}

export function useMoments(): Moments {
  const { i18n } = useLingui()
  const { zone } = useBrand()
  return useMemo(() => momentsFor(i18n.locale, zone), [i18n.locale, zone])
}

/** Whole days from one day to another; negative when it has passed. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dateOf(to).getTime() - dateOf(from).getTime()) / DAY)
}
