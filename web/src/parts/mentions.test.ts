import { expect, test } from 'vitest'
import { completed, namedIn, typedName } from './mentions'

test.each([
  ['Ask @no', 7, 'no'],
  ['Ask @nora schm', 14, 'nora schm'],
  ['@Jean-Noël', 10, 'Jean-Noël'],
  ['(@no) later', 4, 'no'],
  ['Ask @n', 6, 'n'],
  ['Ask @', 5, ''],
  ['Ask @nora, who knows', 20, null],
  ['Ask @nora', 4, null],
  ['me@moselland', 12, null],
  ['a price @ 20', 12, null],
])('of %s at %i it takes %s', (text, at, wanted) => {
  expect(typedName(text, at)).toBe(wanted)
})

test('a name is completed where it is typed', () => {
  expect(completed('Ask @no, please', 7, 'Nora Schmitz')).toEqual(['Ask @Nora Schmitz, please', 17])
  expect(completed('Ask @no please', 7, 'Nora Schmitz')).toEqual(['Ask @Nora Schmitz please', 17])
})

test('who was chosen and taken out again is not told', () => {
  expect(namedIn('Ask @Nora Schmitz.', { 1: 'Nora Schmitz', 2: 'Vera Klein' })).toEqual(['1'])
})
