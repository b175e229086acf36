// Where the application begins.
import '../ui/base.css'
import '../ui/elements'
import '@fontsource-variable/source-serif-4/wght.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { meQuery } from '../api'
import { BrandContext, device, readBrand } from '../ui'
import { follow, speak } from './language'
import { queryClient } from './queries'
import { router } from './router'

// The design system says in the console what it misses; its checks are not for those who use the application.
Object.assign(window, { dsWarnings: false })

device.show()
// who asks is known by when the page is: signing in needs it not
if (!location.pathname.startsWith('/sign-in')) queryClient.query(meQuery).catch(() => undefined)
const [brand] = await Promise.all([readBrand(), speak(device.told().locale)])
// texts that the services tell in the reader's language are asked for again
follow(() => void queryClient.invalidateQueries())
const place = document.getElementById('app')
if (!place) throw new Error('the page has no place for the application')

createRoot(place).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <BrandContext value={brand}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </BrandContext>
    </I18nProvider>
  </StrictMode>,
)
