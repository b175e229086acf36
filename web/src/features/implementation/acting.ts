// An act on a plan.
import { useActingOn } from '../../parts'

export function useActing<T = void>(act: (given: T) => Promise<unknown>, then?: () => void) {
  return useActingOn('implementation', act, then)
}
