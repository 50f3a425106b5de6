/** What may stand in a document that is hashed: no fractions, whose writing differs from one program to the next. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain }

/**
 * One text for one document: keys in the order of their UTF-16 units, no white space, whole numbers, strings as JSON writes
 * them (a subset of RFC 8785).
 * @throws RangeError for a number that is not whole.
 */
export function canonical(value: Plain): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('only whole numbers')
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonical).join(',')}]`
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}

const isList = (value: object): value is readonly Plain[] => Array.isArray(value)
