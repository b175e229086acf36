// New things wait above a list until the reader asks for them. The bar is loaded with the first of them: most pages are
// left before there is one.
import { type ComponentType, lazy, Suspense, useState } from 'react'
import type { Props } from './waiting'

const Nothing = () => null

const Waiting = lazy(async (): Promise<{ default: ComponentType<Props> }> => {
  try {
    return { default: (await import('./waiting')).Waiting }
  } catch {
    return { default: Nothing } // the page goes on as it is; its list is asked for with the next visit
  }
})

export function NewBar(props: Props) {
  const { count, missed = false } = props.fresh
  const [needed, need] = useState(false)
  if (!needed && (count > 0 || missed)) need(true)
  if (!needed) return null
  return (
    <Suspense fallback={null}>
      <Waiting {...props} />
    </Suspense>
  )
}
