// The whole story by keys alone, on a phone: at each stop the focus is seen.
import { test } from 'node:test'
import { KEYS } from './hands.ts'
import { travelled } from './journey.ts'
import { NARROW } from './stage.ts'

test('by keys alone and at 360 pixels an idea travels from its first word to the verified benefit', async () => {
  await travelled(KEYS, NARROW)
})
