import { expect, test } from 'vitest'
import { plain } from './plain'

test('a line of a list shows words, not marks', () => {
  const said = '## What we propose\n\n- **one** calendar\n1. _free_ rooms, see [the plan](https://example.org/a_b)\n> `so`!'
  expect(plain(said)).toBe('What we propose\n\none calendar\nfree rooms, see the plan\nso!')
})

test('what only looks like a mark stays', () => {
  for (const said of ['2 * 3 rooms_of_one, C# and #5', 'from 5. to 7. May - or later', "l'été", '']) expect(plain(said)).toBe(said)
})
