// Buttons, and links that look like one. A button that works ignores further clicks.
import { Button as DsButton, type ButtonProps } from '@digdir/designsystemet-react'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent, Ref } from 'react'

interface Props extends Omit<ButtonProps, 'loading'> {
  working?: boolean
}

export function Button({ working = false, onClick, type = 'button', ...rest }: Props) {
  function clicked(event: MouseEvent<HTMLButtonElement>) {
    if (working) event.preventDefault()
    else onClick?.(event)
  }
  return <DsButton type={type} loading={working} onClick={clicked} {...rest} />
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  variant?: ButtonProps['variant']
  ref?: Ref<HTMLAnchorElement>
}

function Anchor({ variant, children, ref, className, ...rest }: LinkProps) {
  return (
    <DsButton asChild variant={variant} className={className}>
      <a ref={ref} {...rest}>
        {children}
      </a>
    </DsButton>
  )
}

export const ButtonLink = createLink(Anchor)
