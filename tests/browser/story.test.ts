// The whole story by mouse, on a desktop.
import { test } from 'node:test'
import { MOUSE } from './hands.ts'
import { travelled } from './journey.ts'
import { WIDE } from './stage.ts'

test('an idea travels from its first word to the verified benefit, each led to it by what waits for them', async () => {
  await travelled(MOUSE, WIDE)
})
