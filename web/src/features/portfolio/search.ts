// What the address of the portfolio holds: which ideas the figures are of.
export interface PortfolioSearch {
  unit?: string | undefined
  year?: number | undefined
  campaign?: string | undefined
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function uuid(value: unknown): string | undefined {
  return typeof value === 'string' && UUID.test(value) ? value : undefined
}

/** An address that was typed or is old: what it does not know is left out, nothing breaks. */
export function portfolioSearch(search: Record<string, unknown>): PortfolioSearch {
  const year = Number(search.year)
  return {
    unit: uuid(search.unit),
    year: Number.isInteger(year) && year >= 2000 && year <= 2200 ? year : undefined,
    campaign: uuid(search.campaign),
  }
}

/** The address of the same figures as a table for a spreadsheet. */
export function tableAddress(search: PortfolioSearch): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value))
  const asked = query.toString()
  return asked ? `/api/portfolio/table.csv?${asked}` : '/api/portfolio/table.csv'
}
