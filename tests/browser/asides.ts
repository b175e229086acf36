// What lies aside in the service review, and a partition that is stopped: told to the page in the place of the service, for
// no test makes events fail.
import type { Page } from 'playwright-core'

export const IDEA = '0197a3f0-1c2d-7abc-8def-0123456789ab'
const [FIRST, SECOND] = ['0197a3f0-1c2d-7abc-8def-0123456789ac', '0197a3f0-1c2d-7abc-8def-0123456789ad']
const EVENT = { idea_id: IDEA, type: 'parley.idea.submitted.v1', topic: 'ideas.v1', partition: 0, attempts: 8, error_class: 'KeyError' }

const dead = (id: string, offset: number) => ({
  ...EVENT,
  ...{ id, event_id: id, offset, redrives: 0, state: 'open', reason: 'retries-exhausted' },
  ...{ recorded_at: '2026-11-20T08:00:00Z', first_failed_at: '2026-11-20T08:00:01Z', died_at: '2026-11-20T09:00:00Z' },
  ...{ settled_at: null, settled_by: null, settled_why: null },
})
const parked = (id: number) => ({ ...EVENT, id, event_id: FIRST, offset: 10 + id, parked_at: '2026-11-20T09:00:00Z' })
const LETTERS = [dead(FIRST, 7), dead(SECOND, 8)]
const PARKED = [parked(1), parked(2)]
const STOPPED = { topic: 'ideas.v1', partition: 0, offset: 7, updated_at: '2026-11-20T09:00:00Z', stopped_at: '2026-11-20T09:00:00Z' }

/** From now on the page is told of them; returns what was done about each, as it was asked for. */
export async function withAsides(page: Page): Promise<string[]> {
  const done: string[] = []
  const about = (what: string) => done.find((each) => each.startsWith(`${what}/`))
  await page.route('**/api/review/operations/**', (route) => {
    const request = route.request()
    const [, what = ''] = request.url().split('/operations/')
    if (request.method() === 'POST') {
      done.push([what, request.postData()].filter(Boolean).join(' '))
      return route.fulfill({ status: 204 })
    }
    const settled = LETTERS.flatMap((each) => {
      const [, why] = /"why":"([^"]*)"/.exec(about(`dead-letters/${each.id}`) ?? '') ?? []
      return why ? [{ ...each, state: 'discarded', settled_why: why, settled_at: '2026-11-20T10:00:00Z' }] : []
    })
    const answers: Record<string, unknown> = {
      'dead-letters': LETTERS.filter(({ id }) => !about(`dead-letters/${id}`)),
      'dead-letters?settled=true': settled,
      parked: PARKED.filter(({ id }) => !about(`parked/${String(id)}`)),
      consumers: [{ ...STOPPED, stopped_at: about('consumers') ? null : STOPPED.stopped_at }],
    }
    return what in answers ? route.fulfill({ json: answers[what] }) : route.fallback()
  })
  return done
}
