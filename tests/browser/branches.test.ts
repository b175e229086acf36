// The ways an idea can go beside the plain one, by mouse on a desktop and by keys alone on a phone: sent back and handed in again
// is tried with the journeys, a plan that ends with what was learned with the plans.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { running } from './cases.ts'
import { KEYS, led, MOUSE } from './hands.ts'
import { becomes, concluded, declined, screened } from './rounds.ts'
import { api, leave, NARROW, overflow, settled, signedIn, violations, WIDE } from './stage.ts'

const RUN = Date.now() % 100_000
const WAYS = [
  { how: 'by mouse', hand: MOUSE, viewport: WIDE },
  { how: 'by keys alone, at 360 pixels', hand: KEYS, viewport: NARROW },
]

describe('the ways beside the plain one', { concurrency: WAYS.length }, () => {
  for (const { how, hand, viewport } of WAYS)
    describe(how, () => {
      test('a refusal leads its authors to the appeal, somebody else answers it, and the idea is reviewed again', async () => {
        const title = `Refused too soon ${how} (${RUN})`
        const idea = await declined(title)
        const lena = await signedIn('Lena Hoffmann', { viewport, at: `/ideas/${idea}` })
        await lena.getByText('It costs more than it saves.').waitFor()
        await hand.press(lena.getByRole('link', { name: 'Appeal against the decision' }))
        await hand.say(lena.getByRole('textbox', { name: 'What speaks against the decision?', exact: true }), 'The cost was counted twice.')
        await hand.press(lena.getByRole('button', { name: 'Lodge the appeal', exact: true }))
        await becomes(idea, 'appealed')

        const miriam = await signedIn('Miriam Thull', { viewport })
        await led(hand, miriam, `Answer the appeal on “${title}”`)
        await miriam.getByText('The cost was counted twice.').waitFor()
        await hand.press(miriam.getByRole('button', { name: 'Answer the appeal', exact: true }))
        await miriam.getByRole('link', { name: 'Choose how you answer' }).waitFor()
        await hand.choose(miriam.getByRole('radio', { name: 'It is looked at again', exact: true }))
        await hand.say(miriam.getByRole('textbox', { name: 'To the authors', exact: true }), 'It was counted twice indeed.')
        assert.deepEqual(await violations(miriam), [])
        await hand.press(miriam.getByRole('button', { name: 'Open it again', exact: true }))
        await becomes(idea, 'under_review')
        await leave(miriam)
        await lena.goto(`/ideas/${idea}/decision`)
        await lena.getByText('It was counted twice indeed.').waitFor()
        await lena.getByText('In peer review', { exact: true }).first().waitFor()
        await leave(lena)
      })

      test('the body does without an opinion, with a reason that outlives a look elsewhere, and the decision is free', async () => {
        const title = `Known to the council ${how} (${RUN})`
        const id = await running(title)
        const [ruth, anja] = await Promise.all([signedIn('Ruth Engel', { viewport }), signedIn('Anja Krämer', { viewport })])
        await led(hand, ruth, `Adopt an opinion on “${title}”`)
        await hand.press(ruth.getByRole('button', { name: 'Do without an opinion', exact: true }))
        await hand.press(ruth.getByRole('button', { name: 'Close the case without an opinion', exact: true }))
        await ruth.getByText('Give the reason').first().waitFor()
        await hand.say(ruth.getByRole('textbox', { name: 'Reason', exact: true }), 'We agreed to such sensors in March.')
        assert.deepEqual(await violations(ruth), [])
        await hand.press(ruth.getByRole('button', { name: 'Leave it', exact: true }))
        await hand.press(ruth.getByRole('link', { name: 'Overview', exact: true }))
        await hand.press(ruth.getByRole('link', { name: 'Opinion', exact: true }))
        await hand.press(ruth.getByRole('button', { name: 'Do without an opinion', exact: true }))
        assert.equal(await ruth.getByRole('textbox', { name: 'Reason' }).inputValue(), 'We agreed to such sensors in March.')
        // who does not lead the body cannot
        await anja.goto(`/cases/${id}/opinion`)
        await settled(anja)
        assert.equal(await anja.getByRole('button', { name: 'Do without an opinion' }).count(), 0)
        await hand.press(ruth.getByRole('button', { name: 'Close the case without an opinion', exact: true }))
        await ruth.getByText('There is no opinion').waitFor()
        await Promise.all([leave(ruth), leave(anja)])

        const petra = await signedIn('Petra Lenz', { viewport, at: `/cases/${id}` })
        await petra.getByText('The representatives did without an opinion.').waitFor()
        await petra.getByText('We agreed to such sensors in March.').waitFor()
        await leave(petra)
        const hanna = await signedIn('Hanna Weber', { viewport })
        await led(hand, hanna, `Decide on “${title}”`)
        await hanna.getByRole('button', { name: 'Check the decision' }).waitFor()
        await leave(hanna)
      })

      test('a screening is contested by the body and answered, and the body is heard after all', async () => {
        const title = `Doors that count ${how} (${RUN})`
        const { idea } = await concluded(title)
        const office = await api('P005')
        await office.ask('POST', `/api/ideas/${idea}/impact-screen`, { answers: {}, measure: 'Signs on doors', urgent: false })
        const ruth = await signedIn('Ruth Engel', { viewport })
        await led(hand, ruth, `Check the screening: “${title}”`)
        await hand.choose(ruth.locator('#contest-monitoring'))
        await hand.say(ruth.getByRole('textbox', { name: 'Why', exact: true }), 'Whoever opens a door is counted.')
        await hand.press(ruth.getByRole('button', { name: 'Contest', exact: true }))
        await ruth.getByText('Not answered yet', { exact: false }).waitFor()
        await leave(ruth)

        const jonas = await signedIn('Jonas Adler', { viewport })
        await led(hand, jonas, `Screen “${title}” again`)
        await jonas.getByText('Whoever opens a door is counted.').waitFor()
        await hand.say(jonas.getByRole('textbox', { name: 'What would be done', exact: true }), 'Signs that count')
        for (const no of await jonas.getByRole('radio', { name: 'No', exact: true }).all()) await hand.choose(no)
        await hand.choose(jonas.locator('#screen-monitoring'))
        await hand.press(jonas.getByRole('button', { name: 'Record the screening', exact: true }))
        await jonas.getByText('It was screened again: the representatives are heard.').waitFor()
        await leave(jonas)
        await becomes(idea, 'in_consultation')
      })

      test('an author takes the idea back', async () => {
        const title = `Regretted ${how} (${RUN})`
        const idea = await screened(title)
        const lena = await signedIn('Lena Hoffmann', { viewport, at: `/ideas/${idea}/decision` })
        await hand.press(lena.getByRole('button', { name: 'Take the idea back', exact: true }))
        assert.deepEqual(await violations(lena), [])
        await hand.press(lena.getByRole('button', { name: 'Take it back for good', exact: true }))
        await becomes(idea, 'withdrawn', 'P010') // nobody else sees it any more
        await lena.getByRole('button', { name: 'Take the idea back' }).waitFor({ state: 'detached' })
        await leave(lena)
      })

      test('two write an idea together and agree on shares, and the office takes it into one that is alike', async () => {
        const [first, second] = [await api('P010'), await api('P026')]
        const begun = async (who: typeof first, title: string) => {
          const body = { title: `${title} ${how} (${RUN})`, text: 'Nobody finds a pump.', language: 'en' }
          return (await who.ask<{ idea_id: string }>('POST', '/api/ideas', body)).idea_id
        }
        const [kept, idea] = [await begun(second, 'Pumps at every gate'), await begun(first, 'Pumps at the gates')]
        await second.ask('POST', `/api/ideas/${kept}/submission`, {})
        const lena = await signedIn('Lena Hoffmann', { viewport, at: `/ideas/${idea}/edit` })
        await hand.say(lena.getByLabel('Invite a colleague as co-author'), 'nora')
        await hand.press(lena.getByRole('button', { name: /^Invite Nora/ }))
        await hand.say(lena.getByLabel(/^Share of Lena/), '60')
        await hand.say(lena.getByLabel(/^Share of Nora/), '40')
        await hand.press(lena.getByRole('button', { name: 'Propose these shares' }))
        await lena.getByText('has not answered the invitation yet').waitFor()
        const nora = await signedIn('Nora Schmitz', { viewport, at: `/ideas/${idea}` })
        await hand.press(nora.getByRole('button', { name: 'Become a co-author' }))
        await nora.getByText('60 %').first().waitFor()
        await hand.press(nora.getByRole('button', { name: 'Agree to the shares' }))
        await nora.getByRole('heading', { name: 'Do you agree to these shares?' }).waitFor({ state: 'detached' })
        await lena.reload()
        await hand.press(lena.getByRole('button', { name: 'Check and hand in' }))
        await hand.press(lena.getByRole('button', { name: 'Hand in', exact: true }))
        await lena.getByText('Your idea is handed in').waitFor()

        const jonas = await signedIn('Jonas Adler', { viewport, at: `/triage?idea=${idea}` })
        await hand.choose(jonas.getByRole('radio', { name: /^3\./ }))
        await hand.choose(jonas.locator(`input[value="${kept}"]`))
        await hand.press(jonas.getByRole('button', { name: 'Merge it' }))
        await jonas.getByText('It is merged.').waitFor()
        await becomes(idea, 'merged')
        for (const page of [lena, nora, jonas]) assert.equal(await overflow(page), 0, page.url())
        await Promise.all([lena, nora, jonas].map(leave))
      })

      test('both sides talk in the room that they share', async () => {
        const id = await running(`Talked about ${how} (${RUN})`)
        const [ruth, petra] = await Promise.all([
          signedIn('Ruth Engel', { viewport, at: `/cases/${id}/rooms/reps` }),
          signedIn('Petra Lenz', { viewport, at: `/cases/${id}/rooms/joint` }),
        ])
        const said = async (page: Page, text: string) => {
          await hand.say(page.getByRole('textbox', { name: 'Message: both sides' }), text)
          await hand.press(page.getByRole('button', { name: /^Send to the \d+ people of both sides/ }))
          await page.getByRole('article').getByText(text).waitFor()
        }
        await hand.press(ruth.getByRole('link', { name: /Joint room/ }))
        await said(ruth, 'Who sees the numbers?')
        await hand.press(petra.getByRole('button', { name: 'Show 1 new message' }))
        await said(petra, 'Nobody but the reception.')
        await hand.press(ruth.getByRole('button', { name: 'Show 1 new message' }))
        await ruth.getByRole('article').getByText('Nobody but the reception.').waitFor()
        for (const page of [ruth, petra]) assert.equal(await overflow(page), 0, page.url())
        await Promise.all([ruth, petra].map(leave))
      })
    })
})
