/** A date of an address, when it is one between 2000 and 2099. */
export function dateOf(value: string | null): string | undefined {
  if (value === null || !/^20\d\d-\d\d-\d\d$/.test(value)) return undefined
  const read = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(value) ? value : undefined
}
