// Calls of the generated client, as data with its version, or as a Refusal.
import { client } from './generated/client.gen'
import { refusalOf } from './refusal'
import { transport } from './transport'

client.setConfig({ baseUrl: '', fetch: transport })

export interface Got<T> {
  data: T
  /** The version that a change names as If-Match. */
  etag: string
}

export interface Answered<T> {
  data?: T
  error?: unknown
  response?: Response
}

export async function call<T>(asked: Promise<Answered<T>>): Promise<Got<T>> {
  let told: Answered<T>
  try {
    told = await asked
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw refusalOf(undefined, undefined)
  }
  if (!told.response?.ok) throw refusalOf(told.error, told.response)
  return { data: told.data as T, etag: told.response.headers.get('etag') ?? '' }
}

/** The data alone. */
export async function data<T>(asked: Promise<Answered<T>>): Promise<T> {
  return (await call(asked)).data
}

/** The cursor in the link to the next page. */
export function cursorOf(next: string | null | undefined): string | undefined {
  return next ? (new URL(next, 'http://here').searchParams.get('after') ?? undefined) : undefined
}

/** A name for one wish, so that asking twice is done once. */
export function onceKey(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() }
}
