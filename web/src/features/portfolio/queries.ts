// The portfolio as the service tells it.
import { queryOptions } from '@tanstack/react-query'
import { data, ideasListCampaigns, ideasPortfolio } from '../../api'
import type { PortfolioSearch } from './search'

export const portfolioQuery = (search: PortfolioSearch) =>
  queryOptions({
    queryKey: ['ideas', 'portfolio', search],
    queryFn: () => data(ideasPortfolio({ query: { ...search } })),
    staleTime: 60_000,
  })

export const campaignsQuery = queryOptions({
  queryKey: ['ideas', 'campaigns'],
  queryFn: async () => (await data(ideasListCampaigns({ query: { limit: 50 } }))).items,
})
