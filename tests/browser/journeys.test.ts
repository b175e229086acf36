// What people do in the browser, and what must not go wrong while they do it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { content } from './content.ts'
import { ADDRESS, api, axe, leave, NARROW, requests, settled, signedIn, visitor, violations } from './stage.ts'

const MOST_REQUESTS = 6 // of a list, to the services, until all of it is there

const title = (page: Page) => page.getByRole('textbox', { name: 'Title' })
const text = (page: Page) => page.getByRole('textbox', { name: 'Your idea' })
/** Until a field holds a text; what this device kept is there a moment after the field. */
async function holds(page: Page, name: string, wanted: string) {
  const field = page.getByRole('textbox', { name, exact: true })
  for (let look = 0; look < 50 && (await field.inputValue()) !== wanted; look++) await page.waitForTimeout(100)
  assert.equal(await field.inputValue(), wanted)
}

const saved = (page: Page) => page.getByText(/^Saved at \d\d:\d\d\.$/).waitFor()

async function begun(page: Page, name: string): Promise<void> {
  await page.goto('/ideas/new')
  await title(page).fill(name)
  await text(page).fill('Today nobody knows. We propose to say so.')
  await saved(page)
}

test('an idea from the first word to the receipt, with what is similar, kept over a reload', async () => {
  await content()
  const page = await signedIn('Nora Schmitz')
  await page.getByRole('link', { name: 'New idea' }).first().click()
  await title(page).fill('A calendar for every room that can be booked')
  const similar = page.getByRole('region', { name: /looks? similar/ })
  await similar.getByRole('link', { name: 'One calendar for every bookable room' }).waitFor()
  assert.match(await similar.innerText(), /Shares: .*calendar/)
  await text(page).fill('Rooms stand empty, and nobody knows it.')
  await saved(page)
  let wanted = 'Rooms stand empty, and nobody knows it.'
  for (const more of [' Sensors', ' would', ' tell.']) {
    await text(page).press('End')
    await text(page).pressSequentially(more)
    await page.reload() // before any pause: the device alone has the last letters
    wanted += more
    await holds(page, 'Your idea', wanted)
  }
  await saved(page)
  await page.getByRole('button', { name: 'Check and hand in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Check and hand in' }).waitFor()
  await page.getByText('Rooms stand empty, and nobody knows it. Sensors would tell.').waitFor()
  await page.getByRole('button', { name: 'Hand in', exact: true }).click()
  await page.getByText(/It has the number \d+ and was received on/).waitFor()
  await page.getByRole('link', { name: 'To the idea' }).click()
  await page.getByText('The scheme office looks at the idea and says where it goes.').waitFor()
  await page.goto('/')
  await page.getByRole('link', { name: 'A calendar for every room that can be booked' }).waitFor()
  await leave(page)
})

test('a session that ends while somebody writes loses nothing', async () => {
  const page = await signedIn('Nora Schmitz')
  await begun(page, 'Say when the session ends')
  await page.context().clearCookies()
  await text(page).fill('Written after the session had ended.')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  await dialog.waitFor()
  assert.deepEqual(await violations(page), [])
  const [again] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('link', { name: 'Sign in in a new window' }).click(),
  ])
  await again.getByRole('button', { name: 'Nora Schmitz', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal(await text(page).inputValue(), 'Written after the session had ended.')
  await saved(page)
  const nora = await api('P012')
  const found = await nora.ask<{ items: { title: string; excerpt: string }[] }>('GET', '/api/ideas?author=me')
  assert.ok(found.items.some((idea) => idea.excerpt === 'Written after the session had ended.'))
  await leave(page)
})

test('who signs in instead sees nothing of what another wrote', async () => {
  const page = await signedIn('Felix Kaiser')
  await begun(page, 'Felix alone should see this')
  await page.context().clearCookies()
  await text(page).fill('A secret of Felix.')
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  const [again] = await Promise.all([
    page.context().waitForEvent('page'),
    dialog.getByRole('link', { name: 'Sign in in a new window' }).click(),
  ])
  await again.getByRole('button', { name: 'Vera Klein', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'What waits for you' }).waitFor()
  await page.goto('/ideas/new')
  await settled(page)
  assert.equal(await text(page).inputValue(), '')
  await leave(page)
})

test('two editors: both texts are shown, and the chosen one is kept', async () => {
  const nora = await api('P012')
  const page = await signedIn('Nora Schmitz')
  const { idea_id: id } = await nora.ask<{ idea_id: string }>('POST', '/api/ideas', {
    title: 'Two people write',
    text: 'The beginning.',
    language: 'en',
  })
  await page.goto(`/ideas/${id}/edit`)
  await settled(page)
  const path = `/api/ideas/${id}`
  await nora.ask('PATCH', path, { text: 'What the other wrote.' }, await nora.etag(path))
  await text(page).fill('What I wrote.')
  const both = page.getByText('Somebody else changed this idea meanwhile')
  await both.waitFor()
  await page.getByText('What the other wrote.').waitFor()
  assert.equal(await text(page).inputValue(), 'What I wrote.')
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await saved(page)
  assert.equal((await nora.ask<{ text: string }>('GET', path)).text, 'What I wrote.')

  await nora.ask('PATCH', path, { text: 'The other again.' }, await nora.etag(path))
  await text(page).fill('I again.')
  await both.waitFor()
  await page.getByRole('button', { name: 'Edit both together' }).click()
  await saved(page)
  assert.equal((await nora.ask<{ text: string }>('GET', path)).text, 'I again.\n\nThe other again.')
  await leave(page)
})

test('without a connection what is written stays on the device and is sent when it is back', async () => {
  const page = await signedIn('Nora Schmitz')
  await begun(page, 'Write in a tunnel')
  await page.context().setOffline(true)
  await text(page).fill('Written in the tunnel.')
  await page.getByText('The server has not taken it yet', { exact: false }).waitFor()
  await page.context().setOffline(false)
  await saved(page)

  // a list that is there, one that is asked for, and a page that was never opened
  await page.getByRole('link', { name: 'Implementation' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Implementation' }).waitFor()
  await settled(page)
  await page.context().setOffline(true)
  const unreached = page.getByText('The server cannot be reached')
  await page.getByRole('combobox', { name: 'Whose' }).selectOption('mine')
  await unreached.waitFor()
  assert.deepEqual(await violations(page), [])
  await page.locator('a[href="/settings"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'You are offline' }).waitFor()
  await unreached.waitFor()
  assert.deepEqual(await violations(page), [])
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
  await page.goBack()
  await page.getByRole('combobox', { name: 'Whose' }).waitFor()
  await unreached.waitFor({ state: 'detached' })

  // what cannot be shown though there is a connection: its place says so, the frame stays
  await page.route('**/assets/portfolio-*.js', (route) => route.fulfill({ status: 500 }))
  await page.locator('a[href="/portfolio"]').first().click()
  await page.getByRole('heading', { level: 1, name: 'This page could not be shown' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('link', { name: 'Implementation' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Implementation' }).waitFor()
  await leave(page)
})

test('a part that does not answer is named, can be tried again, and the rest works', async () => {
  const page = await signedIn('Nora Schmitz')
  await page.route('**/api/review/tasks', (route) =>
    route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: { title: 'A service is down', status: 503 } }),
  )
  await page.goto('/')
  await page.getByText('This part does not answer just now').waitFor()
  await page.getByText('Some of what waits for you may be missing from this list.').waitFor()
  await page.getByRole('heading', { name: 'Your ideas' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.unroute('**/api/review/tasks')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('This part does not answer just now').waitFor({ state: 'detached' })
  await leave(page)
})

test('what is wrong stands at the field and in a summary that leads there', async () => {
  const page = await signedIn('Nora Schmitz')
  await page.goto('/ideas/new')
  await text(page).fill('A text without a title.')
  await page.getByRole('button', { name: 'Check and hand in' }).click()
  const summary = page.getByRole('link', { name: 'Say in one sentence what should change' })
  await summary.waitFor()
  assert.equal(await title(page).getAttribute('aria-invalid'), 'true')
  assert.equal(await page.getByText('Say in one sentence what should change', { exact: true }).count(), 2)
  assert.deepEqual(await violations(page), [])
  await summary.click()
  assert.ok(await title(page).evaluate((field) => field === document.activeElement))
  assert.equal(await text(page).inputValue(), 'A text without a title.')
  await leave(page)
})

test('comments: said, answered, changed with what it said before, taken back; support given and taken back', async () => {
  const { idea } = await content()
  const page = await signedIn('Vera Klein')
  await page.goto(`/ideas/${idea}`)
  await page.getByRole('button', { name: 'Support it' }).click()
  await page.getByRole('button', { name: 'You support it' }).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'You support it' }).click()
  await page.getByRole('button', { name: 'Support it', exact: true }).waitFor()

  const field = page.getByRole('textbox', { name: 'Comment' })
  await field.fill('It <script>alert(1)</script> **helps**.')
  await page.reload()
  await holds(page, 'Comment', 'It <script>alert(1)</script> **helps**.')
  await page.getByRole('button', { name: 'Post the comment' }).click()
  const mine = page.getByRole('article', { name: 'Comment by Vera Klein' })
  await mine.getByText('It <script>alert(1)</script> helps.').waitFor()
  assert.equal(await field.inputValue(), '')

  await mine.getByRole('button', { name: 'Change' }).click()
  await page.getByRole('textbox', { name: 'Change your comment' }).fill('It helps a lot.')
  await page.getByRole('button', { name: 'Save the change' }).click()
  await mine.getByText('It helps a lot.').waitFor()
  await mine.getByRole('button', { name: 'What it said before' }).click()
  await mine.getByText('It <script>alert(1)</script> **helps**.').waitFor()

  await mine.getByRole('button', { name: 'Reply' }).click()
  await page.getByRole('textbox', { name: 'Reply to Vera Klein' }).fill('And more.')
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await page.getByText('And more.').waitFor()

  await mine.first().getByRole('button', { name: 'Take back' }).click()
  const asked = page.getByRole('dialog', { name: 'Take the comment back?' })
  await asked.waitFor()
  assert.deepEqual(await violations(page), [])
  await asked.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('This comment was taken back.').waitFor()
  await page.getByText('And more.').waitFor()
  await leave(page)
})

test('two versions are picked, and keys go from one change between them to the next', async () => {
  const [nora, jonas] = await Promise.all([api('P012'), api('P005')])
  const made = { title: 'Chairs in the hall', text: 'There are none. We stand.', language: 'en' }
  const { idea_id: id } = await nora.ask<{ idea_id: string }>('POST', '/api/ideas', made)
  const path = `/api/ideas/${id}`
  for (const text of ['There are none. We sit on the floor.', 'There are two. We sit on the floor.']) {
    await nora.ask('POST', `${path}/submission`, {})
    await jonas.ask('POST', `${path}/triage`, { action: 'return', reason_code: 'unclear', text: 'How many?' })
    await nora.ask('PATCH', path, { text }, await nora.etag(path))
  }
  const page = await signedIn('Nora Schmitz', { at: `/ideas/${id}/versions` })
  await page.getByRole('heading', { name: 'Version 3 compared with version 2' }).waitFor()
  await page.getByRole('combobox', { name: 'Earlier version' }).selectOption('1')
  await page.waitForURL(/from=1/)
  await page.getByRole('heading', { name: 'Version 3 compared with version 1' }).waitFor()
  const changes = page.locator('[data-change]')
  const many = await changes.count()
  assert.ok(many >= 4, `${many} changes`)
  /** Which of the changes has the focus. */
  const at = () => changes.evaluateAll((all) => all.findIndex((each) => each === document.activeElement))
  const [next, before] = ['Next change', 'Previous change'].map((name) => page.getByRole('button', { name }))
  const went: number[] = []
  for (const button of [next, next, before, before, next]) {
    await button?.press('Enter')
    went.push(await at())
  }
  assert.deepEqual(went, [0, 1, 0, many - 1, 0])
  assert.match(await changes.first().innerText(), /^\[(added|removed):/)
  assert.deepEqual(await violations(page), [])
  await page.reload() // what was picked stands in the address
  await page.getByRole('heading', { name: 'Version 3 compared with version 1' }).waitFor()
  await leave(page)
})

test('filters and words stand in the address: a link brings them back, and so does the way back', async () => {
  await content()
  const page = await signedIn('Nora Schmitz')
  await page.goto('/ideas')
  await page.getByRole('textbox', { name: 'Words in the title or the text' }).fill('salle')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByText('1 idea', { exact: true }).waitFor()
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Sent back')
  await page.waitForURL(/q=salle.*status=returned/)
  await page.getByRole('link', { name: 'Salles libres sur un plan' }).click()
  await page.getByRole('heading', { level: 1, name: 'Salles libres sur un plan' }).waitFor()
  await page.goBack()
  assert.equal(await page.getByRole('combobox', { name: 'Status' }).inputValue(), 'returned')
  assert.equal(await page.getByRole('textbox', { name: 'Words in the title or the text' }).inputValue(), 'salle')
  await page.goto('/ideas?status=nonsense&q=zzzzzz')
  await page.getByText('No idea fits').waitFor()
  await page.getByRole('link', { name: 'New idea' }).last().click()
  assert.equal(await title(page).inputValue(), 'zzzzzz')
  await leave(page)
})

test('a longer list goes on where it was, without losing the place', async () => {
  const rolf = await api('P040')
  for (let number = 1; number <= 22; number++) {
    const made = { title: `Wave ${String(number).padStart(2, '0')}`, text: 'One of many.', language: 'en' }
    await rolf.ask('POST', '/api/ideas', made)
  }
  const page = await signedIn('Rolf Meier', { at: '/ideas' })
  await page.getByRole('button', { name: 'Show more' }).waitFor()
  await settled(page)
  const asked = requests(page)
  assert.ok(asked.length > 0 && asked.length <= MOST_REQUESTS, `the list asks ${asked.length} times: ${asked.join(', ')}`)
  await page.goto('/ideas?author=me&q=wave')
  await page.getByText('22 ideas', { exact: true }).waitFor()
  const shown = page.getByRole('link', { name: /^Wave \d/ })
  assert.equal(await shown.count(), 20, 'all are counted, and some are shown')
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.waitForFunction(() => document.activeElement?.textContent === 'Wave 02')
  assert.equal(await shown.count(), 22)
  await page.getByRole('status').getByText('2 more, 22 in all.').waitFor()
  await page.getByLabel('Order').selectOption({ label: 'Answers that are due, soonest first' })
  await page.getByText('No idea fits').waitFor()
  await leave(page)
})

test('by keyboard alone, on a phone: signed in, written, handed in, signed out', async () => {
  const page = await visitor({ viewport: NARROW })
  await page.goto('/sign-in')
  await settled(page)
  await tabTo(page, 'Marek Nowak')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'What waits for you' }).waitFor()
  await page.keyboard.press('Tab')
  await tabTo(page, 'Menu')
  await page.keyboard.press('Enter')
  await tabTo(page, 'New idea')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'New idea' }).waitFor()
  assert.ok(await page.evaluate(() => document.activeElement?.tagName === 'H1'), 'the heading has the focus')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Keys are enough')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Nobody should need a mouse.')
  await saved(page)
  await tabTo(page, 'Check and hand in')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Check and hand in' }).waitFor()
  await tabTo(page, 'Hand in')
  await page.keyboard.press('Enter')
  await page.getByText(/It has the number \d+/).waitFor()
  await tabTo(page, 'Menu', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Sign out')
  await page.keyboard.press('Enter')
  await page.waitForURL(`${ADDRESS}/sign-in`)
  const kept = await page.evaluate(async () => {
    const opened = indexedDB.open('parley')
    await new Promise((done) => (opened.onsuccess = done))
    const asked = opened.result.transaction('drafts').objectStore('drafts').count()
    await new Promise((done) => (asked.onsuccess = done))
    return asked.result
  })
  assert.equal(kept, 0, 'drafts stay on the device after signing out')
  await leave(page)
})

/** Goes from stop to stop until one is called so; each must be seen, none under what is fixed at the top. */
async function tabTo(page: Page, name: string, key = 'Tab') {
  for (let step = 0; step < 120; step++) {
    await page.keyboard.press(key)
    const at = await page.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement)) return { name: '', seen: true, over: '' }
      const box = focused.getBoundingClientRect()
      const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20))
      const own = [...((focused as HTMLInputElement).labels ?? [])].some((each) => each.contains(top)) // a file is chosen by its label
      const seen = top === null || focused.contains(top) || top.contains(focused) || own
      const over = top instanceof HTMLElement ? `${top.tagName} ${top.className} ${top.innerText}` : ''
      return { name: (focused.getAttribute('aria-label') ?? focused.innerText).trim(), seen, over }
    })
    assert.ok(at.seen, `the focus on “${at.name}” is covered by ${at.over.slice(0, 80)}`)
    if (at.name === name) return
  }
  assert.fail(`the keyboard does not reach “${name}”`)
}

test('an address asked for before signing in is where one lands afterwards; one from elsewhere is not', async () => {
  const { idea } = await content()
  const page = await visitor()
  await page.goto(`/ideas/${idea}/timeline`)
  await page.getByRole('button', { name: 'Lena Hoffmann', exact: true }).click()
  await page.waitForURL(`${ADDRESS}/ideas/${idea}/timeline`)
  await page.getByText('Handed in', { exact: true }).first().waitFor()
  await page.goto('/sign-in?next=%2F%2Fexample.org')
  await page.getByRole('button', { name: 'Lena Hoffmann', exact: true }).click()
  await page.waitForURL(`${ADDRESS}/`)
  await leave(page)
})

test('no script of a stranger runs, and axe sees what is wrong', async () => {
  const page = await visitor()
  const answer = await page.goto('/sign-in')
  const policy = answer?.headers()['content-security-policy'] ?? ''
  assert.match(policy, /script-src 'self' 'sha256-/)
  assert.doesNotMatch(policy, /unsafe/)
  await settled(page)
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.ran = true'
    document.body.append(script)
    return 'ran' in window
  })
  assert.equal(ran, false)
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
  assert.match((await axe(page)).join(), /button-name/)
  await page.context().close()
})

test('the scheme office decides where an idea goes, and the authors answer its question', async () => {
  const nora = await api('P012')
  const made = { title: 'Lend bicycles between the houses', text: 'We walk a lot.', language: 'en' }
  const { idea_id: id } = await nora.ask<{ idea_id: string }>('POST', '/api/ideas', made)
  await nora.ask('POST', `/api/ideas/${id}/submission`, {})
  const office = await signedIn('Jonas Adler')
  await office.getByRole('link', { name: 'Decide where “Lend bicycles between the houses” goes' }).click()
  await office.getByRole('radio', { name: 'Back, with a question' }).check()
  await office.getByRole('button', { name: 'Send it back' }).click()
  await office.getByRole('link', { name: 'Write to the authors why' }).waitFor()
  assert.deepEqual(await violations(office), [])
  await office.getByRole('textbox', { name: 'Your question to the authors' }).fill('Which houses?')
  await office.reload()
  await holds(office, 'Your question to the authors', 'Which houses?')
  await office.getByRole('combobox', { name: 'Reason' }).selectOption('Something is missing')
  await office.getByRole('button', { name: 'Send it back' }).click()
  await office.getByText('Sent back', { exact: true }).first().waitFor()

  const page = await signedIn('Nora Schmitz')
  await page.getByRole('link', { name: 'Revise “Lend bicycles between the houses” and hand it in again' }).click()
  await page.getByText('Which houses?').waitFor()
  await page.getByRole('link', { name: 'Revise the idea' }).click()
  await text(page).fill('We walk a lot between the three houses at the river.')
  await saved(page)
  await page.getByRole('button', { name: 'Check and hand in' }).click()
  await page.getByRole('button', { name: 'Hand in', exact: true }).click()
  await page.getByText('Your idea is handed in').waitFor()
  await leave(page)

  await office.goto(`/ideas/${id}`)
  await office.getByRole('textbox', { name: 'How many reviews are needed' }).or(office.getByRole('spinbutton')).fill('0')
  await office.getByRole('button', { name: 'Send to peer review' }).click()
  await office.getByRole('link', { name: 'Say how many reviews are needed, from 2 to 20' }).waitFor()
  await office.getByRole('spinbutton', { name: 'How many reviews are needed' }).fill('2')
  await office.getByRole('button', { name: 'Send to peer review' }).click()
  await office.getByText('In peer review', { exact: true }).first().waitFor()
  await leave(office)
})

test('an invited colleague becomes a co-author and agrees to the shares; another does not', async () => {
  const [nora, vera] = [await api('P012'), await api('P024')]
  const made = { title: 'Two names on one idea', text: 'Together.', language: 'en' }
  const { idea_id: id } = await nora.ask<{ idea_id: string }>('POST', '/api/ideas', made)
  const path = `/api/ideas/${id}`
  await nora.ask('POST', `${path}/co-authors`, { person_id: vera.personId })
  const page = await signedIn('Vera Klein')
  await page.getByRole('link', { name: 'Say whether you become a co-author of “Two names on one idea”' }).click()
  await page.getByRole('button', { name: 'Become a co-author' }).waitFor()
  await settled(page)
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: 'Become a co-author' }).click()
  await page.getByRole('link', { name: 'Go on writing' }).waitFor()
  const shares = [
    { person_id: nora.personId, share: 60 },
    { person_id: vera.personId, share: 40 },
  ]
  await nora.ask('PUT', `${path}/shares`, { shares }, await nora.etag(path))
  await page.goto('/')
  await page.getByRole('link', { name: 'Agree to the shares of “Two names on one idea”' }).click()
  await page.getByText('40 %').first().waitFor()
  await page.getByRole('button', { name: 'Agree to the shares' }).click()
  await page.getByRole('button', { name: 'Agree to the shares' }).waitFor({ state: 'detached' })
  const seen = await nora.ask<{ authors: { agreed: boolean }[] }>('GET', path)
  assert.ok(seen.authors.every((each) => each.agreed))
  await leave(page)

  const felix = await api('P011')
  await nora.ask('POST', `${path}/co-authors`, { person_id: felix.personId })
  const other = await signedIn('Felix Kaiser')
  await other.goto(`/ideas/${id}`)
  await other.getByRole('button', { name: 'Do not take part' }).click()
  await other.getByRole('heading', { level: 1, name: 'What waits for you' }).waitFor()
  await other.goto(`/ideas/${id}`)
  await other.getByText('This is not here').waitFor()
  await leave(other)
})
