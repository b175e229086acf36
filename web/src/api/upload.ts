// A file on its way to the server, with how much of it has arrived: fetch tells nobody that.
import { i18n } from '@lingui/core'
import { call } from './call'
import { insistently } from './transport'

interface Wanted {
  once: { 'Idempotency-Key': string }
  /** From 0 to 1. */
  onProgress: (done: number) => void
}

function once(address: string, file: File, wanted: Wanted): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest()
    asked.open('POST', address)
    // the end of the name says what it is: what the system of a device calls a type is often wrong
    asked.setRequestHeader('content-type', 'application/octet-stream')
    asked.setRequestHeader('idempotency-key', wanted.once['Idempotency-Key'])
    if (i18n.locale) asked.setRequestHeader('accept-language', i18n.locale)
    asked.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) wanted.onProgress(loaded / total)
    }
    asked.onload = () => {
      const retry = asked.getResponseHeader('retry-after')
      resolve(new Response(asked.responseText || null, { status: asked.status, ...(retry && { headers: { 'retry-after': retry } }) }))
    }
    asked.onerror = () => {
      reject(new TypeError('no answer'))
    }
    asked.send(file)
  })
}

async function answered<T>(sending: Promise<Response>) {
  const response = await sending
  const body = (await response.json().catch(() => undefined)) as T
  return response.ok ? { data: body, response } : { error: body, response }
}

/** Sends a file and gives back what the server says of it; refuses as every call does. */
export async function upload<T>(address: string, file: File, wanted: Wanted): Promise<T> {
  return (await call<T>(answered<T>(insistently(() => once(address, file, wanted))))).data
}
