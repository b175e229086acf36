// Ideas beyond writing them alone: co-authors, files, kinds.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { heard } from './cases.ts'
import { api, leave, NARROW, overflow, settled, signedIn, violations } from './stage.ts'

const SHOTS = process.env['SHOTS']

async function shot(page: Page, name: string) {
  if (!SHOTS) return
  await page.screenshot({ path: `${SHOTS}/${name}-wide.png`, fullPage: true })
  await page.setViewportSize(NARROW)
  await page.screenshot({ path: `${SHOTS}/${name}-narrow.png`, fullPage: true })
  await page.setViewportSize({ width: 1280, height: 900 })
}

interface Made {
  idea_id: string
}

const draft = async (title: string) => {
  const lena = await api('P010')
  const body = { title, text: 'People queue at two printers.', language: 'en' }
  return { lena, ideaId: (await lena.ask<Made>('POST', '/api/ideas', body)).idea_id }
}

describe('ideas together', { concurrency: 3 }, () => {
  test('a co-author is invited, shares are proposed and agreed, files are added and refused, then it is handed in', async () => {
    const { lena, ideaId } = await draft('Print where one stands')
    const page = await signedIn('Lena Hoffmann')
    await page.goto(`/ideas/${ideaId}/edit`)
    await page.getByLabel('Invite a colleague as co-author').fill('nora')
    await page.getByRole('button', { name: /^Invite Nora/ }).click()
    await page.getByText('has not answered the invitation yet').waitFor()

    const [first, second] = [page.getByLabel(/^Share of Lena/), page.getByLabel(/^Share of Nora/)]
    await first.fill('70')
    await second.fill('20')
    await page.getByText('Together 90 % of 100 %').waitFor()
    await page.getByRole('button', { name: 'Propose these shares' }).click()
    await page.getByRole('link', { name: /Make the shares 100 %/ }).waitFor()
    await second.fill('30')
    await page.getByRole('button', { name: 'Propose these shares' }).click()
    await page.getByRole('link', { name: /Make the shares 100 %/ }).waitFor({ state: 'detached' })

    await page.getByLabel('Add files').setInputFiles([
      { name: 'queue.csv', mimeType: 'text/csv', buffer: Buffer.from('hour,people\n9,14\n') },
      { name: 'macro.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no pdf at all') },
    ])
    await page.getByRole('link', { name: 'queue.csv' }).waitFor()
    await page.getByRole('alert').filter({ hasText: 'Not what it says' }).waitFor()
    await shot(page, 'together')
    await page.getByRole('button', { name: 'Leave it out: macro.pdf' }).click()

    // the files and the co-author made versions of their own: what is typed now is no conflict
    await page.getByLabel('Your idea').fill('People queue at two printers, and walk twice.')
    await page.getByText('Saved at').waitFor()
    assert.equal(await page.getByText('Somebody else changed').count(), 0)
    await page.getByRole('button', { name: 'Check and hand in' }).click()
    await page.getByText('Not all authors have agreed').waitFor()
    assert.equal(await page.getByRole('button', { name: 'Hand in', exact: true }).count(), 0)
    await shot(page, 'together-check')

    const nora = await signedIn('Nora Schmitz')
    await nora.goto(`/ideas/${ideaId}`)
    await nora.getByRole('button', { name: 'Become a co-author' }).click()
    await nora.getByText('70 %').first().waitFor()
    await nora.getByRole('button', { name: 'Agree to the shares' }).click()
    await nora.getByRole('heading', { name: 'Do you agree to these shares?' }).waitFor({ state: 'detached' })
    const [file] = await lena.ask<{ link: string }[]>('GET', `/api/ideas/${ideaId}/attachments`)
    const fetched = nora.waitForEvent('download')
    await nora.getByRole('link', { name: 'queue.csv' }).click()
    assert.equal((await fetched).suggestedFilename(), 'queue.csv')
    assert.ok(file)
    await leave(nora)

    await page.reload()
    await page.getByRole('button', { name: 'Hand in', exact: true }).click()
    await page.getByText('Your idea is handed in').waitFor()
    await leave(page)
  })

  test('by keyboard: a colleague is mentioned in a comment, and is told', async () => {
    const { lena, ideaId } = await draft('A map of the quiet rooms')
    await lena.ask('POST', `/api/ideas/${ideaId}/submission`, {})
    const page = await signedIn('Vera Klein', { viewport: NARROW })
    await page.goto(`/ideas/${ideaId}`)
    await settled(page)
    const field = page.getByRole('textbox', { name: 'Comment' })
    await field.focus()
    await page.keyboard.type('What do you say, @nora')
    const choice = page.getByRole('button', { name: 'Mention Nora Schmitz' })
    await choice.waitFor()
    assert.deepEqual(await violations(page), [])
    await page.keyboard.press('Tab')
    assert.ok(await choice.evaluate((button) => button === document.activeElement))
    await page.keyboard.press('Enter')
    await choice.waitFor({ state: 'detached' })
    await page.keyboard.type('and the others?')
    assert.equal(await field.inputValue(), 'What do you say, @Nora Schmitz and the others?')
    await page.reload() // who is meant is kept with the text
    await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('@Nora Schmitz'))
    await page.getByRole('button', { name: 'Post the comment' }).press('Enter')
    await page.getByText('What do you say, @Nora Schmitz and the others?').waitFor()
    const nora = await api('P012')
    const { items } = await lena.ask<{ items: { mentions: string[] }[] }>('GET', `/api/ideas/${ideaId}/comments`)
    assert.deepEqual(items[0]?.mentions, [nora.personId])
    await leave(page)
  })

  test('what a colleague says while the discussion is read waits, nothing moves, and it is there with the focus when asked for', async () => {
    const { lena, ideaId } = await draft('Coats dry in the cellar')
    await lena.ask('POST', `/api/ideas/${ideaId}/submission`, {})
    const nora = await api('P012')
    const say = (text: string, parent_id?: string) => nora.ask<{ comment_id: string }>('POST', `/api/ideas/${ideaId}/comments`, { text, parent_id })
    const { comment_id: first } = await say('Is there a window?')
    await say('And a lamp?')
    const page = await signedIn('Lena Hoffmann', { at: `/ideas/${ideaId}` })
    await settled(page)
    const lamp = page.getByText('And a lamp?')
    await lamp.scrollIntoViewIfNeeded()
    const place = await lamp.boundingBox()
    await say('There is one behind the boxes.', first)
    const bar = page.getByRole('button', { name: 'Show what is new' })
    await bar.waitFor()
    await page.getByRole('status').filter({ hasText: 'New: 1.' }).waitFor()
    assert.deepEqual(await lamp.boundingBox(), place, 'the text moved under the reader')
    assert.equal(await page.getByText('There is one behind the boxes.').count(), 0)
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await settled(page)
    assert.equal(await page.getByText('There is one behind the boxes.').count(), 0, 'it came by itself')
    assert.deepEqual(await violations(page), [])
    await bar.press('Enter')
    await page.waitForFunction(() => document.activeElement?.matches('article') && document.activeElement.textContent.includes('behind the boxes'))
    await bar.waitFor({ state: 'detached' })

    // what one says oneself is no news
    await page.getByRole('textbox', { name: 'Comment' }).fill('I will move them.')
    await page.getByRole('button', { name: 'Post the comment' }).click()
    await page.getByText('I will move them.', { exact: true }).waitFor()
    await settled(page)
    assert.equal(await page.getByRole('button', { name: /^Show (what is|\d+) new/ }).count(), 0)
    await page.goto(`/ideas/${ideaId}/timeline`)
    await settled(page)
    const steps = await page.getByRole('listitem').filter({ hasText: 'Nora Schmitz' }).count()
    await say('Thank you!')
    await bar.click()
    await page.waitForFunction(() => document.activeElement?.matches('li') && document.activeElement.textContent.includes('Nora Schmitz'))
    assert.equal(await page.getByRole('listitem').filter({ hasText: 'Nora Schmitz' }).count(), steps + 1)
    await leave(page)
  })

  test('a comment that was changed in another window meanwhile: both texts are seen, and the reader goes on', async () => {
    const { lena, ideaId } = await draft('Lamps that follow the sun')
    await lena.ask('POST', `/api/ideas/${ideaId}/submission`, {})
    const { comment_id: id } = await lena.ask<{ comment_id: string }>('POST', `/api/ideas/${ideaId}/comments`, { text: 'In the hall.' })
    const kept = `/api/ideas/${ideaId}/comments/${id}`
    const elsewhere = async (text: string) => lena.ask('PATCH', kept, { text }, await lena.etag(kept))
    const page = await signedIn('Lena Hoffmann', { at: `/ideas/${ideaId}` })
    await settled(page)
    const comment = page.getByRole('article', { name: 'Comment by Lena Hoffmann' })
    const field = comment.getByRole('textbox', { name: 'Change your comment' })
    await comment.getByRole('button', { name: 'Change', exact: true }).click()
    await field.fill('In the yard.')
    await elsewhere('In the hall and on the stairs.')
    // the text that was there when the change began counts, also after a reload
    await page.reload()
    await settled(page)
    await comment.getByRole('button', { name: 'Change', exact: true }).click()
    await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some((each) => each.value === 'In the yard.'))
    await comment.getByRole('button', { name: 'Save the change' }).click()
    await comment.getByText('It says now:').waitFor()
    await comment.getByText('In the hall and on the stairs.').waitFor()
    assert.equal(await field.inputValue(), 'In the yard.')
    assert.equal((await lena.ask<{ text: string }>('GET', kept)).text, 'In the hall and on the stairs.', 'it was written over')
    assert.deepEqual(await violations(page), [])
    await comment.getByRole('button', { name: 'Save the change' }).click()
    await field.waitFor({ state: 'detached' })
    assert.equal((await lena.ask<{ text: string }>('GET', kept)).text, 'In the yard.')
    await leave(page)
  })

  test('shares that the other author proposed meanwhile stand beside what was typed, and none goes over the other unseen', async () => {
    const { lena, ideaId } = await draft('Chairs that fold')
    const nora = await api('P012')
    await lena.ask('POST', `/api/ideas/${ideaId}/co-authors`, { person_id: nora.personId })
    await nora.ask('POST', `/api/ideas/${ideaId}/co-authors/acceptance`, {})
    const kept = `/api/ideas/${ideaId}`
    const propose = async (mine: number) =>
      nora.ask('PUT', `${kept}/shares`, { shares: [{ person_id: lena.personId, share: 100 - mine }, { person_id: nora.personId, share: mine }] }, await nora.etag(kept))
    await propose(50)
    const page = await signedIn('Lena Hoffmann', { at: `/ideas/${ideaId}/edit` })
    const [first, second] = [page.getByLabel(/^Share of Lena/), page.getByLabel(/^Share of Nora/)]
    await first.fill('80')
    await second.fill('20')
    await propose(60)
    await page.reload()
    await page.getByText('Somebody else changed this meanwhile').waitFor()
    await page.getByRole('row').filter({ hasText: 'Lena' }).filter({ hasText: '80 %' }).filter({ hasText: '40 %' }).waitFor()
    assert.equal(await first.inputValue(), '80')
    assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await propose(70)
    await page.getByRole('button', { name: 'Propose these shares' }).click()
    await page.getByText('Somebody else changed this meanwhile').waitFor()
    const shares = async () => (await lena.ask<{ authors: { share: number }[] }>('GET', kept)).authors.map((each) => each.share)
    assert.deepEqual(await shares(), [30, 70], 'it was written over')
    await page.getByRole('button', { name: 'Take theirs' }).click()
    await page.getByText('Somebody else changed this meanwhile').waitFor({ state: 'detached' })
    assert.deepEqual([await first.inputValue(), await second.inputValue()], ['30', '70'])
    await leave(page)
  })

  test('the case file has what others said: effects on staff, reviews, the opinion with its answers; and it can be printed', async () => {
    const id = await heard('Coat hooks that count')
    const { idea_id: idea } = await (await api('P006')).ask<{ idea_id: string }>('GET', `/api/cases/${id}`)
    const page = await signedIn('Hanna Weber', { at: `/ideas/${idea}/record` })
    const part = (name: string) => page.getByRole('region', { name, exact: true })
    await part('Effects on staff').getByRole('cell', { name: 'Yes', exact: true }).waitFor()
    await part('Peer review').getByText('The reviewers speak for it').waitFor()
    const opinion = part('Opinion of the representatives')
    await opinion.getByRole('cell', { name: 'No answer yet' }).waitFor()
    assert.equal(await opinion.getByRole('row').count(), 3)
    await settled(page)
    assert.deepEqual(await violations(page), [])
    await page.emulateMedia({ media: 'print' })
    assert.ok(await opinion.isVisible(), 'it is not printed')
    await leave(page)
  })

  test('by keyboard: a file is taken away after a question, a kind is rated and changed', async () => {
    const { lena, ideaId } = await draft('Bins that say when they are full')
    const page = await signedIn('Lena Hoffmann', { viewport: NARROW })
    await page.goto(`/ideas/${ideaId}/edit`)
    await page.getByLabel('Add files').setInputFiles({ name: 'map.txt', mimeType: 'text/plain', buffer: Buffer.from('bins') })
    await page.getByRole('button', { name: 'Take away map.txt' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('map.txt is deleted for good').waitFor()
    assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: 'Take it away' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'map.txt' }).waitFor({ state: 'detached' })
    assert.equal(await overflow(page), 0)
    await leave(page)

    await lena.ask('POST', `/api/ideas/${ideaId}/submission`, {})
    const reader = await signedIn('Nora Schmitz')
    await reader.goto(`/ideas/${ideaId}`)
    await settled(reader)
    await reader.getByText('How do you see it?').focus()
    await reader.keyboard.press('Enter')
    for (const kind of ['Enhancement', 'Mission', 'Adaptive', 'Anticipatory']) {
      await reader.keyboard.press('Tab')
      await reader.keyboard.press('m') // mostly
      assert.equal(await reader.getByLabel(kind).inputValue(), '3')
    }
    await reader.keyboard.press('Tab')
    await reader.keyboard.press('Enter')
    await reader.getByText('Your rating is counted.').waitFor()
    await shot(reader, 'rated')
    await leave(reader)
  })
})
