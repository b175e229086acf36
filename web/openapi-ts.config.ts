// One typed client for the six services: their committed documents are joined, each name led by its service's.
import { readFileSync } from 'node:fs'
import { defineConfig } from '@hey-api/openapi-ts'

const SERVICES = ['people', 'ideas', 'review', 'union-dialogue', 'implementation', 'notify']
// Said by all services in the same words, so they keep their names.
const OF_ALL = new Set(['Problem', 'Fault', 'Waiting', 'Nothing'])

type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

function led(service: string, name: string): string {
  const prefix = service
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  return OF_ALL.has(name) ? name : prefix + name
}

function renamed(value: Json, service: string): Json {
  if (Array.isArray(value)) return value.map((each) => renamed(each, service))
  if (value === null || typeof value !== 'object') return value
  // who may is the cookie's business alone; a client that knows nothing of it carries no token
  const told = Object.entries(value).filter(([name]) => name !== 'security')
  const entries = told.map(([name, each]): [string, Json] => {
    if (name === '$ref' && typeof each === 'string') {
      const [, kind, found] = /^#\/components\/(\w+)\/(.+)$/.exec(each) ?? []
      if (kind === undefined || found === undefined) throw new Error(`a reference elsewhere: ${each}`)
      return [name, `#/components/${kind}/${led(service, found)}`]
    }
    if (name === 'operationId') return [name, `${service.replace('-', '_')}_${each as string}`]
    return [name, renamed(each, service)]
  })
  return Object.fromEntries(entries)
}

function joined(): Record<string, Json> {
  const paths: Record<string, Json> = {}
  const components: Record<string, Record<string, Json>> = {}
  for (const service of SERVICES) {
    const file = new URL(`../shared/contracts/openapi/${service}.json`, import.meta.url)
    const told = JSON.parse(readFileSync(file, 'utf-8')) as {
      paths: Record<string, Json>
      components: Record<string, Record<string, Json>>
    }
    Object.assign(paths, renamed(told.paths, service))
    for (const [kind, members] of Object.entries(told.components)) {
      components[kind] ??= {}
      for (const [name, member] of Object.entries(members)) {
        const schemes = kind === 'securitySchemes'
        components[kind][schemes ? name : led(service, name)] = schemes ? member : renamed(member, service)
      }
    }
  }
  return { openapi: '3.1.0', info: { title: 'Parley', version: '1' }, paths, components }
}

export default defineConfig({
  input: joined(),
  // elsewhere only to compare (scripts/current.ts)
  output: { path: process.env.CLIENT_FOLDER ?? 'src/api/generated', clean: true },
  plugins: [{ name: '@hey-api/client-fetch', baseUrl: false }, '@hey-api/typescript', '@hey-api/sdk'],
})
