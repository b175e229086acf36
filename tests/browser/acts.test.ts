// Acts that are rare and count much: another regime, an election, a calendar that is taken, answers put right, what a court
// orders, and who must stay out of an idea.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inDays, PACKAGE, prepared, running, until } from './cases.ts'
import { reviewed } from './rounds.ts'
import { api, leave, settled, signedIn, violations } from './stage.ts'

type Kept = Record<string, unknown> & { calendar_id: string; local_holidays: string[] }

/** Two days off in the coming week at the seat of a body, while something is done; afterwards the calendar is as it was. */
async function withDaysOff(bodyId: string, done: () => Promise<void>) {
  const tariq = await api('P009')
  const { calendar_id: id } = await tariq.ask<{ calendar_id: string }>('GET', `/api/bodies/${bodyId}`)
  const path = `/api/calendars/${id}`
  const { country, subdivision, zone, local_holidays: local, closure_days } = await tariq.ask<Kept>('GET', path)
  const said = { country, subdivision, zone, local_holidays: local, closure_days }
  const workdays = [2, 3, 4, 5, 6].map(inDays).filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
  await tariq.ask('PUT', path, { ...said, local_holidays: [...new Set([...local, ...workdays.slice(0, 2)])] }, await tariq.etag(path))
  try {
    await done()
  } finally {
    await tariq.ask('PUT', path, said, await tariq.etag(path))
  }
}

test('another regime, an election without the chair, the present calendar, and what is put right afterwards', async () => {
  const id = await prepared('Count who waits at the counter')
  const path = `/cases/${id}`
  const [petra, ruth] = await Promise.all([api('P006'), api('P016')])
  const officer = await signedIn('Petra Lenz', { at: path })
  await officer.getByRole('button', { name: 'Choose another one' }).click()
  await officer.getByRole('button', { name: 'Hear the body under it' }).click()
  await officer.getByRole('link', { name: 'Give the reason' }).waitFor()
  assert.deepEqual(await violations(officer), [])
  await officer.getByRole('combobox', { name: 'Regime' }).selectOption({ label: 'Cooperation (Germany, federal)' })
  await officer.getByRole('textbox', { name: 'Reason' }).fill('Nothing is watched: it is an organisational measure.')
  await officer.getByRole('button', { name: 'Hear the body under it' }).click()
  await officer.getByRole('button', { name: 'Choose another one' }).waitFor()
  await officer.getByText('Cooperation (Germany, federal)', { exact: true }).waitFor()
  await petra.ask('POST', `/api${path}/package`, PACKAGE)
  await ruth.ask('POST', `/api${path}/receipt`, {})

  const member = await signedIn('Anja Krämer', { at: `${path}/opinion` })
  await member.getByRole('button', { name: 'Ruth Engel is absent' }).click()
  await member.getByText('Nobody leads the body in this case').waitFor()
  await member.getByRole('button', { name: 'Record an election' }).click()
  const ballot = member.getByRole('form', { name: 'Election for this case' })
  await ballot.getByRole('button', { name: 'Record the election' }).click()
  await ballot.getByRole('link', { name: 'Say who was elected' }).waitFor()
  assert.deepEqual(await violations(member), [])
  await ballot.getByRole('radio', { name: 'Anja Krämer' }).check()
  for (const name of ['Anja Krämer', 'Greta Ludwig']) await ballot.getByRole('checkbox', { name }).check()
  for (const [name, count] of Object.entries({ For: '2', Against: '0', Abstentions: '0' }))
    await ballot.getByRole('spinbutton', { name }).fill(count)
  await ballot.getByRole('button', { name: 'Record the election' }).click()
  const line = (name: string) => member.getByRole('listitem').filter({ hasText: name })
  await line('Anja Krämer').getByText('leads the body in this case').waitFor()
  await member.getByRole('button', { name: 'Ruth Engel is back' }).click()
  await line('Ruth Engel').getByText('leads the body in this case').waitFor()
  await leave(member)

  const { body_id: body } = await petra.ask<{ body_id: string }>('GET', `/api${path}`)
  await withDaysOff(body, async () => {
    const other = () => petra.ask<{ by_todays_calendar: { last_day: string } | null }>('GET', `/api${path}/clock`)
    const day = await until(async () => (await other()).by_todays_calendar?.last_day, 'the other calendar')
    await officer.goto(path)
    await officer.getByText('The calendar of the seat has changed since.').waitFor()
    const taking = officer.getByRole('button', { name: 'Count by the present calendar; both sides are told' })
    await taking.click()
    await taking.waitFor({ state: 'detached' })
    assert.equal((await petra.ask<{ last_day: string }>('GET', `/api${path}/clock`)).last_day, day)
  })

  await ruth.ask('POST', `/api${path}/opinion`, {
    stance: 'consent-with-conditions',
    resolution: 'We agree with one point.',
    points: [{ number: 1, text: 'No profiles of single persons', demand: 'Aggregate before storing' }],
    votes: { in_favour: 2, against: 0, abstained: 0 },
  })
  await petra.ask('POST', `/api${path}/response`, { points: [{ number: 1, answer: 'partly', reason: 'From June.' }] })
  const chair = await signedIn('Ruth Engel', { at: `${path}/opinion` })
  await chair.getByRole('button', { name: 'Put a slip right' }).click()
  await chair.getByRole('button', { name: 'Put it beside the opinion' }).click()
  await chair.getByText('Write something first').waitFor()
  await chair.getByRole('textbox', { name: 'What is put right?' }).fill('It is floor 2, not floor 3.')
  await chair.getByRole('button', { name: 'Put it beside the opinion' }).click()
  await chair.getByRole('region', { name: 'Put right afterwards' }).getByText('It is floor 2, not floor 3.').waitFor()
  assert.deepEqual(await violations(chair), [])

  await officer.goto(`${path}/response`)
  await officer.getByRole('button', { name: 'Correct an answer' }).click()
  await officer.getByRole('button', { name: 'Correct the answer' }).click()
  await officer.getByRole('heading', { name: 'There are 3 things to correct' }).waitFor()
  assert.deepEqual(await violations(officer), [])
  await officer.getByRole('radio', { name: 'Adopted', exact: true }).check()
  await officer.getByRole('textbox', { name: 'Reason', exact: true }).fill('From the first day.')
  await officer.getByRole('textbox', { name: 'Why does the answer change?' }).fill('The supplier is ready.')
  await officer.getByRole('button', { name: 'Correct the answer' }).click()
  const righted = officer.getByRole('region', { name: 'Put right afterwards' })
  await righted.getByText('The reason was before: From June.').waitFor()
  await righted.getByText('The supplier is ready.').waitFor()
  await officer.getByRole('cell', { name: 'From the first day.' }).waitFor()
  await leave(officer)
  await leave(chair)
})

test('the order of a court moves the end of a period that a French body is given', async () => {
  const path = `/cases/${await running('Count the boxes in the cellar', 'P026', 'P025')}`
  const julien = await api('P025')
  const clock = () => julien.ask<{ day_zero: string; last_day: string }>('GET', `/api${path}/clock`)
  const { day_zero: received } = await clock()
  const page = await signedIn('Petra Lenz', { at: path })
  await page.getByRole('button', { name: 'Record a court\'s order' }).click()
  await page.getByRole('button', { name: 'Record the order' }).click()
  await page.getByRole('heading', { name: 'There are 2 things to correct' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('Day of the order').fill(received)
  await page.getByRole('radio', { name: 'A last day' }).check()
  await page.getByLabel('Last day', { exact: true }).fill(inDays(70))
  await page.getByRole('button', { name: 'Record the order' }).click()
  await page.getByRole('button', { name: 'Record a court\'s order' }).waitFor()
  assert.equal((await clock()).last_day, inDays(70))
  await leave(page)
})

test('who has an interest in an idea says so, and the scheme office notes who must not review it', async () => {
  const { idea, round } = await reviewed('Buy the paper together', 2, ['P018'])
  const head = await signedIn('Karl Feller', { at: `/ideas/${idea}` })
  await head.getByRole('button', { name: 'I have one' }).click()
  const noting = head.getByRole('form', { name: 'New conflict of interest' })
  await noting.getByRole('button', { name: 'Note it' }).click()
  await head.getByRole('heading', { name: 'There are 2 things to correct' }).waitFor()
  assert.deepEqual(await violations(head), [])
  await noting.getByRole('radio', { name: 'is close to an author' }).check()
  await noting.getByRole('textbox', { name: 'In one sentence' }).fill('We share a house.')
  await noting.getByRole('button', { name: 'Note it' }).click()
  await head.getByRole('button', { name: 'I have one' }).waitFor()
  await leave(head)

  const office = await signedIn('Jonas Adler', { at: `/ideas/${idea}` })
  await office.getByText('Karl Feller: is close to an author. We share a house.').waitFor()
  await office.getByRole('button', { name: 'Note a conflict of interest' }).click()
  await office.getByRole('textbox', { name: 'Who' }).fill('Rolf')
  await office.getByRole('radio', { name: 'Rolf Meier' }).check()
  await office.getByRole('radio', { name: 'gains from the idea' }).check()
  await office.getByRole('textbox', { name: 'In one sentence' }).fill('He sells paper.')
  await office.getByRole('button', { name: 'Note it' }).click()
  await office.getByText('Rolf Meier: gains from the idea. He sells paper.').waitFor()

  await office.goto(`/rounds/${round}`)
  await settled(office)
  await office.getByRole('button', { name: 'Note a conflict of interest' }).click()
  await office.getByRole('button', { name: 'Note it' }).click()
  await office.getByRole('heading', { name: 'There are 2 things to correct' }).waitFor()
  assert.deepEqual(await violations(office), [])
  await office.getByRole('textbox', { name: 'Who' }).fill('Ines')
  await office.getByRole('radio', { name: 'Ines Lorenz' }).check()
  await office.getByRole('radio', { name: 'something else' }).check()
  await office.getByRole('button', { name: 'Note it' }).click()
  await office.getByText('Ines Lorenz: something else').waitFor()
  await office.getByRole('row').filter({ hasText: 'Ines Lorenz' }).getByText('Released').waitFor()
  await leave(office)
})

test('what is typed in a form that opens outlives a reload, until it is sent or left', async () => {
  const id = await prepared('Plants for the stairs')
  const { idea_id: idea } = await (await api('P006')).ask<{ idea_id: string }>('GET', `/api/cases/${id}`)
  const tariq = await api('P009')
  const { items } = await tariq.ask<{ items: { body_id: string }[] }>('GET', '/api/bodies')
  const forms = [
    ['Petra Lenz', `/cases/${id}`, 'Choose another one', 'Reason', 'Nobody is watched.'],
    ['Jonas Adler', `/ideas/${idea}`, 'Note a conflict of interest', 'In one sentence', 'They share a garden.'],
    ['Tariq Yilmaz', `/people/bodies/${items[0]?.body_id ?? ''}`, 'End the body', 'First day without it', inDays(900)],
  ] as const
  for (const [who, at, open, name, text] of forms) {
    const page = await signedIn(who, { at })
    const form = page.getByRole('main').getByRole('form')
    const field = form.getByLabel(name, { exact: true })
    const opener = page.getByRole('button', { name: open, exact: true })
    await opener.click()
    await field.fill(text)
    await page.reload()
    await opener.click()
    await page.waitForFunction((said) => [...document.querySelectorAll('input, textarea')].some((each) => (each as HTMLInputElement).value === said), text)
    assert.equal(await field.inputValue(), text)
    await form.getByRole('button', { name: 'Leave it' }).click()
    await opener.click()
    assert.equal(await field.inputValue(), '')
    await page.reload()
    await opener.click()
    await settled(page)
    assert.equal(await field.inputValue(), '', 'what was left came back')
    await leave(page)
  }
})
