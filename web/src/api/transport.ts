// How a request travels: the cookie says who asks, a token that has ended is renewed once, an ended session is waited for.
import { i18n } from '@lingui/core'
import { session } from './session'

let renewing: Promise<boolean> | undefined

function renewed(): Promise<boolean> {
  renewing ??= fetch('/api/session/renewal', { method: 'POST' })
    .then(async (answer) => {
      await answer.arrayBuffer()
      return answer.ok
    })
    .catch(() => false)
    .finally(() => {
      renewing = undefined
    })
  return renewing
}

function sent(asked: Request): Promise<Response> {
  const request = asked.clone()
  if (i18n.locale) request.headers.set('accept-language', i18n.locale)
  return fetch(request)
}

/** Asks again. The answer before is read to its end: one that nobody reads stays open in the browser. */
async function again(before: Response, ask: () => Promise<Response>): Promise<Response> {
  await before.arrayBuffer().catch(() => undefined)
  return ask()
}

/** Asks, and asks again when the token was renewed or the same person has signed in anew. */
export async function insistently(ask: () => Promise<Response>): Promise<Response> {
  let answer = await ask()
  if (answer.status === 401 && (await renewed())) answer = await again(answer, ask)
  while (answer.status === 401 && session.person() !== null) {
    await session.held()
    answer = await again(answer, ask)
  }
  return answer
}

export function transport(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const asked = new Request(input, init)
  return insistently(() => sent(asked))
}
