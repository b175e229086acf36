// Whose Parley this is: name, organisation, logo, support address and time zone, as the server tells them.
import { createContext, useContext } from 'react'

export interface Brand {
  name: string
  organisation: string
  logo: string
  support: string
  /** IANA name of the zone in which days begin and end. */
  zone: string
  /** Where a viewer shows the traces of one idea, `{idea}` in the place of its id; the local stack says it. */
  traces?: string
}

export async function readBrand(): Promise<Brand> {
  const answer = await fetch('/branding/brand.json')
  if (!answer.ok) throw new Error(`brand.json: ${String(answer.status)}`)
  return (await answer.json()) as Brand
}

export const BrandContext = createContext<Brand | null>(null)

export function useBrand(): Brand {
  const brand = useContext(BrandContext)
  if (!brand) throw new Error('outside of the application')
  return brand
}
