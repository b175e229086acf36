import { expect, it } from 'vitest'
import { agreementOf, NO_AGREEMENT } from './agreement'

it('reads what was told of an agreement, commas in its title included', () => {
  expect(agreementOf('Closure, bridges and Christmas, 2026-01-15, electronic, file 12/3')).toEqual({
    title: 'Closure, bridges and Christmas',
    day: '2026-01-15',
    form: 'electronic',
    reference: 'file 12/3',
  })
  expect(agreementOf('On closure days, 2026-01-15, written')).toMatchObject({ form: 'written', reference: '' })
})

it('leaves what HR told in words of its own to be said again', () => {
  expect(agreementOf('Dienstvereinbarung vom 15. Januar')).toEqual(NO_AGREEMENT)
  expect(agreementOf(null)).toEqual(NO_AGREEMENT)
})
