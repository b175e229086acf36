// Where amounts stand on the scale of a benefit.

/** Where the two amounts stand on a scale from nothing to a tenth more than the larger one, in percent. */
export function places(expected: number, measured: number | null): { expected: number; measured: number | null } {
  const most = 1.1 * Math.max(expected, measured ?? 0)
  const at = (amount: number) => (most > 0 ? Math.round((1000 * amount) / most) / 10 : 0)
  return { expected: at(expected), measured: measured === null ? null : at(measured) }
}
