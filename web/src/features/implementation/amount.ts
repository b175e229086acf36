// Amounts as people type them.

/** A number as people write it: with a comma or a point, in groups or not; undefined when it is none. */
export function amountOf(text: string): string | undefined {
  const plain = text.replace(/[\s'’\u00a0\u202f]/g, '').replace(',', '.')
  return /^\d{1,14}(\.\d{1,2})?$/.test(plain) ? plain : undefined
}
