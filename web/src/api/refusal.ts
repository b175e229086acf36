// What a service refuses (RFC 9457), and what kept a request from reaching one, as one kind of error.

export interface Fault {
  pointer: string
  message: string
}

export class Refusal extends Error {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** The stable name of the problem, for example "stale-version"; "no-answer" when none came. */
  readonly slug: string
  /** What to do, in the reader's language; empty when no answer came. */
  readonly detail: string
  readonly faults: readonly Fault[]
  /** What the operators can look for. */
  readonly trace: string | null
  /** Seconds to wait before another try. */
  readonly retryAfter: number | null

  constructor(told: Partial<Omit<Refusal, 'name' | 'message'>> & { status: number; title?: string }) {
    super(told.title ?? '')
    this.name = 'Refusal'
    this.status = told.status
    this.slug = told.slug ?? (told.status === 0 ? 'no-answer' : 'unknown')
    this.detail = told.detail ?? ''
    this.faults = told.faults ?? []
    this.trace = told.trace ?? null
    this.retryAfter = told.retryAfter ?? null
  }

  /** A later try of the same may succeed. */
  get passing(): boolean {
    return [0, 502, 503, 504].includes(this.status) || this.slug === 'request-in-flight'
  }
}

interface Document {
  type?: string
  title?: string
  detail?: string
  errors?: Fault[]
  trace_id?: string | null
}

/** The refusal that an answer states; an answer that is no problem document has no words of its own. */
export function refusalOf(body: unknown, answer: Response | undefined): Refusal {
  if (!answer) return new Refusal({ status: 0 })
  const told = (typeof body === 'object' && body !== null ? body : {}) as Document
  const seconds = Number(answer.headers.get('retry-after'))
  return new Refusal({
    status: answer.status,
    slug: told.type?.split('/').pop() ?? 'unknown',
    title: told.title ?? '',
    detail: told.detail ?? '',
    faults: told.errors ?? [],
    trace: told.trace_id ?? null,
    retryAfter: seconds > 0 ? seconds : null,
  })
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal
}
