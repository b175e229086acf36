// The routes of the application, as its source names them.
import { readdirSync, readFileSync } from 'node:fs'

const FOLDER = new URL('../../web/src/app/routes/', import.meta.url)

export const ROUTES = readdirSync(FOLDER).flatMap((name) =>
  [...readFileSync(new URL(name, FOLDER), 'utf-8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path ?? ''),
)

/** The route that an address is of, none when the application has no such page. */
export function routeOf(address: string): string | undefined {
  const path = address.replace(/[?#].*/, '')
  if (ROUTES.includes(path)) return path
  return ROUTES.find((route) => new RegExp(`^${route.replaceAll(/\$\w+/g, '[^/]+')}$`).test(path))
}
