import type { ListedApplicant, ListedPlace } from './document.ts'

/** What an applicant says about places. */
export type Wishing = Pick<ListedApplicant, 'sector' | 'wishes' | 'any'>

const mayTrade = (place: ListedPlace, applicant: Wishing) =>
  place.sectors.length === 0 || place.sectors.includes(applicant.sector)

const meets = (place: ListedPlace, wish: string) =>
  wish === `place:${place.code}` || (place.zone !== '' && wish === `zone:${place.zone}`)

/** Would this applicant take this place, were it free? */
export const wouldTake = (place: ListedPlace, applicant: Wishing): boolean =>
  mayTrade(place, applicant) && (applicant.any || applicant.wishes.some((wish) => meets(place, wish)))

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
  const free = [...places]
  const assigned: { place: string; number: number }[] = []
  for (const number of order) {
    if (free.length === 0) break
    const applicant = byNumber.get(number)
    const at = applicant ? choose(free, applicant) : -1
    const [place] = at < 0 ? [] : free.splice(at, 1)
    if (place) assigned.push({ place: place.code, number })
  }
  return assigned
}

/** Where among the free places is the one they take? -1: none. */
function choose(free: readonly ListedPlace[], applicant: ListedApplicant): number {
  for (const wish of applicant.wishes) {
    const found = free.findIndex((place) => mayTrade(place, applicant) && meets(place, wish))
    if (found >= 0) return found
  }
  return applicant.any ? free.findIndex((place) => mayTrade(place, applicant)) : -1
}
