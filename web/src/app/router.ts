// The addresses of the application, by subject. Each page is a chunk of its own.
import { createRouter } from '@tanstack/react-router'
import { Broken, Lost } from './broken'
import { queryClient } from './queries'
import { decisionsRoutes } from './routes/decisions'
import { dialoguesRoutes } from './routes/dialogues'
import { accessibility, everybodysRoutes } from './routes/everybody'
import { inside, outside, root, signIn, signInPage } from './routes/frame'
import { ideasRoutes } from './routes/ideas'
import { implementationRoutes } from './routes/implementation'
import { peopleRoutes } from './routes/people'
import { reviewsRoutes } from './routes/reviews'

const routeTree = root.addChildren([
  signIn.addChildren([signInPage]),
  outside.addChildren([accessibility]),
  inside.addChildren([
    ...ideasRoutes,
    ...reviewsRoutes,
    ...dialoguesRoutes,
    ...decisionsRoutes,
    ...implementationRoutes,
    ...peopleRoutes,
    ...everybodysRoutes,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultNotFoundComponent: Lost,
  defaultErrorComponent: Broken,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
