// Somebody who has left is erased: asked twice, then the name is gone. HR tells of them first: run by test_erasing.py.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leave, settled, signedIn, violations } from './stage.ts'

const LEAVER = process.env['LEAVER'] ?? ''

test('who has left is erased, and their page knows nothing of them any more', async () => {
  const page = await signedIn('Tariq Yilmaz')
  await page.goto(`/people/${LEAVER}`)
  await page.getByRole('heading', { level: 1, name: 'Odette Sortie' }).waitFor()
  await page.getByText('Odette Sortie has left').waitFor()
  await page.getByRole('button', { name: 'Erase this person' }).click()
  await page.getByRole('checkbox', { name: 'I know that it cannot be undone' }).check()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Erase Odette Sortie' }).click()
  await page.getByText('Nobody is here under this address').waitFor()
  await settled(page)
  assert.deepEqual(await violations(page), [])
  assert.equal(await page.getByText('Sortie').count(), 0)
  await leave(page)
})
