// What stands around these pages: the head, and the way to the others.
import type { ReactNode } from 'react'
import { PeoplePages } from '../../parts'
import { Page } from '../../ui'

interface Props {
  title: string
  above?: ReactNode
  lead?: ReactNode
  children: ReactNode
}

export function Frame({ title, above, lead, children }: Props) {
  return (
    <Page title={title} above={above} lead={lead}>
      <PeoplePages />
      {children}
    </Page>
  )
}
