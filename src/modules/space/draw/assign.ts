import type { ListedApplicant, ListedPlace } from './document.ts'

/** What an applicant says about places. */
export type Wishing = Pick<ListedApplicant, 'sector' | 'wishes' | 'any'>

const mayTrade = (place: ListedPlace, applicant: Wishing) =>
  place.sectors.length === 0 || place.sectors.includes(applicant.sector)

/** What a wish may call a place. */
export const keysOf = ({ code, zone }: Pick<ListedPlace, 'code' | 'zone'>): string[] =>
  zone === '' ? [`place:${code}`] : [`place:${code}`, `zone:${zone}`]

/** Would this applicant take this place, were it free? */
export const wouldTake = (place: ListedPlace, applicant: Wishing): boolean =>
  mayTrade(place, applicant) &&
  (applicant.any || applicant.wishes.some((wish) => keysOf(place).includes(wish)))

/**
 * Who gets which place: in order, each takes the dearest place that is still free: nobody gains by wishing otherwise than
 * they mean. At most one place each; who finds none stays in line.
 */
export function assignPlaces(
  places: readonly ListedPlace[],
  applicants: readonly ListedApplicant[],
  order: readonly number[],
): { place: string; number: number }[] {
  const byNumber = new Map(applicants.map((applicant) => [applicant.number, applicant]))
  const free = new Set(places)
  const wanted = new Map<string, ListedPlace[]>()
  for (const place of places)
    for (const key of keysOf(place)) wanted.set(key, [...(wanted.get(key) ?? []), place])
  const assigned: { place: string; number: number }[] = []
  for (const number of order) {
    if (free.size === 0) break
    const applicant = byNumber.get(number)
    const place = applicant && choose(free, wanted, applicant)
    if (!place) continue
    free.delete(place)
    assigned.push({ place: place.code, number })
  }
  return assigned
}

/** The place they take among the free ones, if any; sets keep the order of the list. */
function choose(
  free: ReadonlySet<ListedPlace>,
  wanted: ReadonlyMap<string, readonly ListedPlace[]>,
  applicant: ListedApplicant,
): ListedPlace | undefined {
  for (const wish of applicant.wishes)
    for (const place of wanted.get(wish) ?? [])
      if (free.has(place) && mayTrade(place, applicant)) return place
  if (applicant.any) for (const place of free) if (mayTrade(place, applicant)) return place
  return undefined
}
