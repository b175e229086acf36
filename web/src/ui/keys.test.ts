import { describe, expect, it, vi } from 'vitest'
import { pressed, type Shortcut, toRow } from './keys'

function two(): [Shortcut[], ReturnType<typeof vi.fn>, ReturnType<typeof vi.fn>] {
  const [help, ideas] = [vi.fn(), vi.fn()]
  return [
    [
      { keys: '?', what: 'help', act: help },
      { keys: 'g i', what: 'ideas', act: ideas },
    ],
    help,
    ideas,
  ]
}

describe('single keys', () => {
  it('act alone, or two after each other within their time', () => {
    const [all, help, ideas] = two()
    expect(pressed('?', 0, all)).toBe(true)
    expect(help).toHaveBeenCalledTimes(1)
    expect(pressed('i', 10, all)).toBe(false)
    expect(pressed('g', 20, all)).toBe(true)
    expect(pressed('i', 900, all)).toBe(true)
    expect(ideas).toHaveBeenCalledTimes(1)
    pressed('g', 1000, all)
    expect(pressed('i', 9000, all)).toBe(false)
    expect(ideas).toHaveBeenCalledTimes(1)
  })

  it('leave other keys to the browser, also after the first of two', () => {
    const [all, help, ideas] = two()
    pressed('g', 0, all)
    expect(pressed('x', 10, all)).toBe(false)
    pressed('g', 20, all)
    expect(pressed('?', 30, all)).toBe(true)
    expect(help).toHaveBeenCalledTimes(1)
    expect(ideas).not.toHaveBeenCalled()
  })

  it('go from row to row, and stay at the ends', () => {
    document.body.innerHTML = '<main id="main"><a href="#1" data-row>1</a><a href="#x">x</a><a href="#2" data-row>2</a></main>'
    const at = () => document.activeElement?.textContent
    toRow(1)
    expect(at()).toBe('1')
    toRow(1)
    expect(at()).toBe('2')
    toRow(1)
    expect(at()).toBe('2')
    toRow(-1)
    expect(at()).toBe('1')
  })
})
