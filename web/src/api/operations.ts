// The operations that every service has under its own name: what waits to be told, how far it has read, what failed.
import { type Answered, data } from './call'
import { client } from './generated/client.gen'
import type { NotifyDeadLetterView, NotifyOffsetView, NotifyOutboxView, NotifyParkedView } from './generated/types.gen'

export const RUN = ['people', 'ideas', 'review', 'union-dialogue', 'implementation', 'notify'] as const
export type Run = (typeof RUN)[number]

export type Outbox = NotifyOutboxView
export type Partition = NotifyOffsetView
export type Parked = NotifyParkedView
export type DeadLetter = NotifyDeadLetterView

const look = <T>(service: Run, what: string) =>
  data(client.get({ url: `/api/${service}/operations/${what}` }) as Promise<Answered<T>>)

const act = (service: Run, what: string, body?: { why: string }) =>
  data(client.post({ url: `/api/${service}/operations/${what}`, body }) as Promise<Answered<undefined>>)

export const operations = {
  outbox: (service: Run) => look<Outbox>(service, 'outbox'),
  partitions: (service: Run) => look<Partition[]>(service, 'consumers'),
  parked: (service: Run) => look<Parked[]>(service, 'parked'),
  deadLetters: (service: Run) => look<DeadLetter[]>(service, 'dead-letters'),
  /** The last ones that somebody tried again or gave up. */
  settled: (service: Run) => look<DeadLetter[]>(service, 'dead-letters?settled=true'),
  resume: (service: Run, { topic, partition }: Partition) =>
    act(service, `consumers/${encodeURIComponent(topic)}/${partition}/resume`),
  retryParked: (service: Run, id: number) => act(service, `parked/${id}/retry`),
  discardParked: (service: Run, id: number, why: string) => act(service, `parked/${id}/discard`, { why }),
  redrive: (service: Run, id: string) => act(service, `dead-letters/${encodeURIComponent(id)}/redrive`),
  discard: (service: Run, id: string, why: string) =>
    act(service, `dead-letters/${encodeURIComponent(id)}/discard`, { why }),
}
