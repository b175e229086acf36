// Links inside the application (they look like the design system's) and to elsewhere.
import { Link as DsLink } from '@digdir/designsystemet-react'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  ref?: Ref<HTMLAnchorElement>
}

function Anchor({ ref, children, ...rest }: Props) {
  return (
    <DsLink asChild>
      <a ref={ref} {...rest}>
        {children}
      </a>
    </DsLink>
  )
}

export const Link = createLink(Anchor)

/** A link out of the application, in a window of its own. */
export function LinkOut({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Anchor href={href} target="_blank" rel="noreferrer">
      {children}
    </Anchor>
  )
}

function Plain({ ref, children, ...rest }: Props) {
  return (
    <a ref={ref} {...rest}>
      {children}
    </a>
  )
}

/** A link that looks like what it stands in. */
export const PlainLink = createLink(Plain)
