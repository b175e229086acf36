// What stands around every page, and what is everybody's: single keys, news while one looks, settings.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { IDEA, withAsides } from './asides.ts'
import { heard, until } from './cases.ts'
import { content } from './content.ts'
import { inOrder } from './hands.ts'
import { ADDRESS, api, leave, NARROW, overflow, pressed, settled, signedIn, violations, visitor } from './stage.ts'

test('single keys lead to pages, through lists and into the search; none acts while somebody writes', async () => {
  const { idea } = await content()
  const page = await signedIn('Nora Schmitz')
  await settled(page)
  const help = page.getByRole('dialog', { name: 'Keys' })
  await pressed(page, '?', help.getByText('Next in the list'))
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  assert.equal(page.url(), `${ADDRESS}/`)

  await page.keyboard.press('/')
  const field = page.getByRole('textbox', { name: 'Words of an idea, or a name' })
  await page.waitForFunction(() => document.activeElement?.id === 'search')
  await page.keyboard.type('bookable g h')
  assert.equal(await field.inputValue(), 'bookable g h')
  await field.fill('bookable')
  await page.keyboard.press('Enter')
  await page.getByText('1 idea', { exact: true }).waitFor()
  await page.getByText('Nobody has a name like this').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Search', exact: true }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${ADDRESS}/ideas/${idea}`)
  await page.getByRole('heading', { level: 1, name: 'One calendar for every bookable room' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.waitForURL(`${ADDRESS}/`)
  await leave(page)
})

test('news waits above the list, the bell counts it, and it goes on after a cut and after a sleep', async () => {
  const [lena, nora] = await Promise.all([api('P010'), api('P012')])
  const made = { title: 'A bench in the sun', text: 'Nobody sits in the yard.', language: 'en' }
  const { idea_id: id } = await lena.ask<{ idea_id: string }>('POST', '/api/ideas', made)
  await lena.ask('POST', `/api/ideas/${id}/submission`, {})
  // who comments follows it
  await nora.ask('POST', `/api/ideas/${id}/comments`, { text: 'Where is the yard?' })
  await nora.ask('POST', '/api/notifications/read', {})
  const say = (text: string) => lena.ask('POST', `/api/ideas/${id}/comments`, { text })

  const page = await signedIn('Nora Schmitz')
  await page.clock.install()
  await page.goto('/notifications')
  await settled(page)
  const bell = (count: number) => page.getByRole('link', { name: `Notifications ${count} unread` }).first()
  await say('In the shade too, please.')
  const bar = page.getByRole('button', { name: /^Show (what is|\d+) new/ })
  await bar.waitFor()
  await bell(1).waitFor()
  const first = page.locator('main ol a').first()
  assert.ok((await page.getByText('A bench in the sun').count()) === 0, 'the list moved under the reader')
  await bar.click()
  await page.waitForFunction(() => document.activeElement?.textContent.includes('A bench in the sun'))
  assert.match(await first.innerText(), /A bench in the sun/)
  assert.deepEqual(await violations(page), [])

  await page.context().setOffline(true)
  await say('And one for two.')
  const paused = page.getByText('Live updates paused')
  for (let half = 0; half < 20 && !(await paused.isVisible()); half++) {
    await page.clock.fastForward(31_000)
    await new Promise((done) => setTimeout(done, 200))
  }
  assert.ok(await paused.isVisible(), 'nothing says that no news comes')
  await page.context().setOffline(false)
  await paused.waitFor({ state: 'detached' })
  await bell(2).waitFor()
  await page.clock.fastForward(3_600_000)
  await say('With a table.')
  await bell(3).waitFor()
  await settled(page) // or the list is asked for again while it is shown

  await bar.click()
  await bar.waitFor({ state: 'detached' })
  const item = page.getByRole('listitem').filter({ hasText: 'A bench in the sun' })
  await item.getByRole('button', { name: 'Mute this idea' }).click()
  await item.getByText('You are told no more of this idea.').waitFor()
  await item.getByRole('button', { name: 'Follow it again' }).waitFor()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('link', { name: 'Notifications', exact: true }).first().waitFor()
  await page.getByRole('link', { name: 'Unread only' }).click()
  await page.getByText('Everything is read').waitFor()
  await leave(page)
})

test('settings by keyboard: keys switched off, a kind muted, what the law fixes, quiet hours, other sessions', async () => {
  await api('P040')
  const page = await signedIn('Rolf Meier', { viewport: NARROW })
  await page.goto('/settings')
  await settled(page)
  const keys = page.getByRole('checkbox', { name: /Single keys act/ })
  await keys.focus()
  await page.keyboard.press('Space')
  await page.locator('h1').focus()
  await page.keyboard.press('?')
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.reload()
  await settled(page)
  assert.equal(await keys.isChecked(), false)

  const group = page.locator('summary').filter({ hasText: 'Ideas' })
  await group.focus()
  await page.keyboard.press('Enter')
  const mail = page.getByRole('combobox', { name: /By e-mail: Comments on your idea/ })
  await mail.selectOption('no')
  await settled(page)
  await page.reload()
  await settled(page)
  await group.click()
  assert.equal(await mail.inputValue(), 'none')
  const fixed = page.getByRole('row').filter({ hasText: 'An idea was decided' })
  assert.equal(await fixed.getByRole('combobox').count(), 0)
  assert.deepEqual(await violations(page), [])

  await page.getByRole('checkbox', { name: /Hold e-mail/ }).check()
  await page.getByLabel('They end at').fill('19:00')
  await page.getByRole('button', { name: 'Save the hours' }).click()
  await page.getByRole('heading', { name: 'There is one thing to correct' }).waitFor()
  assert.equal(await page.getByLabel('They end at').getAttribute('aria-invalid'), 'true')
  await page.getByLabel('They end at').fill('06:30')
  await page.getByRole('button', { name: 'Save the hours' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()

  await page.getByRole('combobox', { name: 'Language of your e-mails' }).selectOption('Deutsch')
  await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Lisbon')
  await page.getByRole('button', { name: 'Save language and time zone' }).click()
  await page.getByRole('region', { name: 'Your language and time zone' }).getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await settled(page)
  assert.equal(await page.getByRole('combobox', { name: 'Language of your e-mails' }).inputValue(), 'de')
  assert.equal(await page.getByRole('combobox', { name: 'Time zone' }).inputValue(), 'Europe/Lisbon')

  await page.getByRole('button', { name: 'End all others' }).click()
  await page.getByRole('button', { name: 'End all others' }).waitFor({ state: 'detached' })
  await page.getByText('This one').waitFor()
  await leave(page)
})

test('operations: each service with its figures for the administrator, nothing for anybody else', async () => {
  const page = await signedIn('Tariq Yilmaz')
  await page.goto('/ops')
  await settled(page)
  for (const name of ['people', 'ideas', 'review', 'union-dialogue', 'implementation', 'notify'])
    await page.getByRole('region', { name, exact: true }).getByText('Dead letters').waitFor()
  await page.getByRole('link', { name: 'Operations' }).first().waitFor()
  assert.deepEqual(await violations(page), [])
  await leave(page)
  const other = await signedIn('Lena Hoffmann')
  await other.goto('/ops')
  await other.getByText('For the administrator').waitFor()
  assert.equal(await other.getByRole('link', { name: 'Operations' }).count(), 0)
  await leave(other)
})

test('operations: what a service has not read yet is a figure, and a partition that nobody reads is told', async () => {
  const tariq = await api('P009')
  const path = '/api/ideas/operations/consumers'
  const read = async () => (await tariq.ask<{ lag_records: number | null }[]>('GET', path)).filter((each) => each.lag_records !== null)
  await until(async () => ((await read()).length > 0 ? true : undefined), 'the lag')
  const page = await signedIn('Tariq Yilmaz')
  await page.route(`**${path}`, async (route) => {
    const [first] = (await (await route.fetch()).json()) as object[]
    await route.fulfill({ json: [{ ...first, lag_records: 12, lag_seconds: 45.4 }, { ...first, lag_records: null, lag_seconds: null }] })
  })
  await page.goto('/ops')
  const ideas = page.getByRole('region', { name: 'ideas', exact: true })
  await ideas.getByText('To be read').waitFor()
  await ideas.getByText(/12 the oldest 45 seconds/).waitFor()
  await ideas.getByText('Nobody reads 1 partition').waitFor()
  assert.deepEqual(await violations(page), [])
  await leave(page)
})

test('operations: what lies aside is tried again or given up with a reason, and each leads to the traces of its idea', async () => {
  const page = await signedIn('Tariq Yilmaz')
  const done = await withAsides(page)
  await page.goto('/ops')
  const review = page.getByRole('region', { name: 'review', exact: true })
  const where = await review.getByRole('link', { name: 'Traces of the idea' }).first().getAttribute('href')
  assert.match(where ?? '', new RegExp(`idea\\.id%3D${IDEA}`))
  const letters = review.getByRole('table', { name: 'What no retry cured' })
  await letters.getByRole('button', { name: /^Give up/ }).first().click()
  const asked = page.getByRole('dialog', { name: 'Give this event up?' })
  await asked.getByRole('button', { name: 'Give it up' }).click()
  await asked.getByText('Say in a few words why').waitFor()
  assert.equal(done.length, 0, 'nothing is given up without a reason')
  assert.deepEqual(await violations(page), [])
  await page.keyboard.type('sent twice')
  await page.keyboard.press('Enter')
  await asked.waitFor({ state: 'detached' })
  await review.getByText('What was settled').click()
  await review.getByRole('row').filter({ hasText: 'sent twice' }).getByText('given up').waitFor()
  await letters.getByRole('button', { name: /^Try again/ }).nth(1).waitFor({ state: 'detached' })
  await letters.getByRole('button', { name: /^Try again/ }).click()
  await letters.waitFor({ state: 'detached' })
  const waiting = review.getByRole('table', { name: 'What waits for another try' })
  await waiting.getByRole('button', { name: /^Try now/ }).first().click()
  await waiting.getByRole('button', { name: /^Try now/ }).nth(1).waitFor({ state: 'detached' })
  await waiting.getByRole('button', { name: /^Give up/ }).click()
  await asked.getByRole('textbox', { name: 'Why' }).focus()
  await page.keyboard.type('told by hand')
  await page.keyboard.press('Enter')
  await waiting.waitFor({ state: 'detached' })
  await review.getByRole('button', { name: 'Start it again: ideas.v1/0' }).click()
  await review.getByText('is stopped since').waitFor({ state: 'detached' })
  assert.deepEqual(
    done.map((each) => each.replace(/[0-9a-f-]{36}/, '…')),
    [
      'dead-letters/…/discard {"why":"sent twice"}',
      'dead-letters/…/redrive',
      'parked/1/retry',
      'parked/2/discard {"why":"told by hand"}',
      'consumers/ideas.v1/0/resume',
    ],
  )
  assert.deepEqual(await violations(page), [])
  const field = page.getByRole('textbox', { name: 'Address of the idea' })
  await field.fill('the one with bicycles')
  await page.getByText('Paste the whole address').waitFor()
  await field.fill(`${ADDRESS}/ideas/${IDEA}/timeline`)
  const traces = page.getByRole('region', { name: 'The way of an idea' })
  assert.equal(await traces.getByRole('link', { name: 'Traces of the idea' }).getAttribute('href'), where)
  await leave(page)
})

/** Where the focus is after each page of a navigation, and after the way back from it. */
async function followed(page: Page, within: string, from: string) {
  const heading = async (after: string) => {
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1' && document.activeElement.isConnected)
    await settled(page)
    const [tag, top] = await page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.getBoundingClientRect().top])
    assert.equal(tag, 'H1', `after ${after} the focus is elsewhere`)
    assert.ok(Number(top) >= 0 && Number(top) < 200, `after ${after} the heading is at ${top}`)
  }
  const links = page.getByRole('navigation', { name: within, exact: true }).getByRole('link')
  await page.goto(from)
  await settled(page)
  const all = await links.count()
  assert.ok(all > 3, within)
  for (let at = 0; at < all; at++) {
    if ((await links.nth(at).getAttribute('aria-current')) !== null) continue
    const name = await links.nth(at).innerText()
    await links.nth(at).click()
    await heading(name)
    await page.goBack()
    await heading(`the way back from ${name}`)
  }
}

test('after a change of page, and after the way back, its heading has the focus and is in sight', async () => {
  const [{ idea }, of] = await Promise.all([content(), heard('Lights that know when a room is empty')])
  const lena = await signedIn('Lena Hoffmann')
  await followed(lena, 'Pages', '/')
  await followed(lena, 'Pages of this idea', `/ideas/${idea}`)
  await leave(lena)
  const ruth = await signedIn('Ruth Engel')
  await followed(ruth, 'Parts of the case', `/cases/${of}`)
  await leave(ruth)
  const tariq = await signedIn('Tariq Yilmaz')
  await followed(tariq, 'People and rules', '/people')
  await leave(tariq)
})

test('the focus goes through pages in the order in which they are written and seen', async () => {
  const { idea, plan } = await content()
  const page = await signedIn('Lena Hoffmann')
  const wrong: string[] = []
  for (const path of ['/', '/ideas', '/ideas/new', `/ideas/${idea}`, `/plans/${plan}`, '/portfolio', '/settings']) {
    await page.goto(path)
    await settled(page)
    wrong.push(...(await inOrder(page)))
  }
  await page.setViewportSize(NARROW)
  await page.goto(`/ideas/${idea}`)
  await settled(page)
  wrong.push(...(await inOrder(page)))
  assert.deepEqual(wrong, [])
  await leave(page)
})

test('another organisation sees its name, its mark, its colour and its support', async () => {
  const page = await visitor()
  const brand = { name: 'Ideenbox', organisation: 'Stadt Beispiel', logo: '/branding/other.svg', support: 'ideen@stadt.example', zone: 'Europe/Berlin' }
  await page.route('**/branding/brand.json', (route) => route.fulfill({ json: brand }))
  await page.route('**/branding/other.svg', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' }),
  )
  await page.route('**/branding/theme.css', async (route) => {
    const theme = await (await route.fetch()).text()
    await route.fulfill({ contentType: 'text/css', body: `${theme} :root { --ds-color-base-default: #7a1f3d }` })
  })
  await page.goto('/sign-in')
  await page.getByText('Stadt Beispiel tries Ideenbox out.').waitFor()
  await page.getByRole('button', { name: 'Lena Hoffmann', exact: true }).click()
  await page.waitForURL(`${ADDRESS}/`)
  for (const path of ['/', '/ideas', '/settings', '/accessibility', '/nowhere']) {
    await page.goto(path)
    await settled(page)
    assert.match(await page.title(), /Ideenbox$/)
    assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /Parley|ideas@moselland/, path)
    assert.equal(await page.locator('header img').first().getAttribute('src'), '/branding/other.svg')
  }
  await page.goto('/accessibility')
  await page.getByText('ideen@stadt.example').first().waitFor()
  await page.goto('/ideas')
  const act = page.getByRole('main').getByRole('link', { name: 'New idea' })
  assert.equal(await act.evaluate((each) => getComputedStyle(each).backgroundColor), 'rgb(122, 31, 61)')
  await leave(page)
})

test('colours that the system forces, wide text spacing, paper: nothing is lost', async () => {
  const page = await signedIn('Lena Hoffmann')
  await page.goto('/ideas')
  await settled(page)
  const current = page.getByRole('navigation', { name: 'Pages' }).locator('a[aria-current]')
  const edge = () => current.evaluate((link) => getComputedStyle(link).borderInlineStartWidth)
  assert.equal(await edge(), '0px')
  await page.emulateMedia({ forcedColors: 'active' })
  assert.equal(await edge(), '3px')
  for (const path of ['/', '/notifications', '/settings', '/portfolio', '/plans']) {
    await page.goto(path)
    await settled(page)
    assert.deepEqual(await violations(page, 'colours'), [], `${path} with forced colours`)
  }
  await page.emulateMedia({ forcedColors: 'none' })

  for (const path of ['/', '/ideas', '/notifications', '/settings', '/accessibility']) {
    await page.goto(path)
    await settled(page)
    await page.evaluate(() => {
      const wide = new CSSStyleSheet()
      wide.replaceSync(
        '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
      )
      document.adoptedStyleSheets = [wide]
    })
    assert.equal(await overflow(page), 0, `${path} is wider than its window`)
  }

  await page.goto('/notifications')
  await settled(page)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('navigation', { name: 'Pages' }).isVisible(), false)
  assert.equal(await page.getByRole('heading', { level: 1 }).isVisible(), true)
  await leave(page)
})
