// Single keys that act: registered by the parts that are shown, listed in the help. They are silent while somebody
// writes, in a dialog, with Ctrl, Alt or Meta, and when they were switched off on this device.
import { useEffect, useRef } from 'react'
import { device } from './device'

export interface Shortcut {
  /** One key, or two after each other: "?", "g i". */
  keys: string
  /** What it does, in the reader's language. */
  what: string
  act: () => void
}

const SECOND_KEY = 1500 // milliseconds in which the second key of two must follow

const shown = new Set<() => readonly Shortcut[]>()
let begun: { key: string; at: number } | null = null

const WRITING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]'

function silent(event: KeyboardEvent): boolean {
  if (!device.told().shortcuts) return true
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return true
  if (event.target instanceof Element && event.target.closest(WRITING) !== null) return true
  return document.querySelector('dialog[open]') !== null
}

/** All that hold now; what was registered last comes first. */
export function shortcuts(): Shortcut[] {
  return [...shown].toReversed().flatMap((each) => each())
}

/** Takes a key; whether it acted or began two. */
export function pressed(key: string, at: number, all: readonly Shortcut[] = shortcuts()): boolean {
  const both = begun && at - begun.at <= SECOND_KEY ? `${begun.key} ${key}` : key
  begun = null
  const found = all.find((each) => each.keys === both) ?? all.find((each) => each.keys === key)
  if (found) {
    found.act()
    return true
  }
  if (!all.some((each) => each.keys.startsWith(`${key} `))) return false
  begun = { key, at }
  return true
}

function listen(event: KeyboardEvent) {
  if (silent(event)) begun = null
  else if (pressed(event.key, event.timeStamp)) event.preventDefault()
}

/** Keys that hold as long as the part is shown. */
export function useShortcuts(wanted: readonly Shortcut[]) {
  const newest = useRef(wanted)
  useEffect(() => {
    newest.current = wanted
  })
  useEffect(() => {
    const mine = () => newest.current
    if (shown.size === 0) window.addEventListener('keydown', listen)
    shown.add(mine)
    return () => {
      shown.delete(mine)
      if (shown.size === 0) window.removeEventListener('keydown', listen)
    }
  }, [])
}

/** Moves the focus along the rows of the page: their links carry `data-row`. Enter then opens as on any link. */
export function toRow(step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>('#main [data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = at < 0 ? (step === 1 ? rows[0] : rows.at(-1)) : rows[at + step]
  next?.focus()
}
