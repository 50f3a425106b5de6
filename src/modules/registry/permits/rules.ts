import { addDays } from '#modules/region/working-time.ts'
import { type PermitKind, pirtYear } from './numbers.ts'

/** How long a kind is valid and how early one is reminded (`registry.permit_kind`). */
export interface PermitTerm {
  kind: PermitKind
  validMonths: number | null
  remindDays: number
}

export const permitStates = ['lasting', 'valid', 'soon', 'expired'] as const
export type PermitState = (typeof permitStates)[number]

/** State of a permit on a day; one without an end lasts as long as nothing changes. */
export function permitState(
  permit: { expiresOn: string | null; remindOn: string | null },
  today: string,
): PermitState {
  if (permit.expiresOn === null) return 'lasting'
  if (permit.expiresOn < today) return 'expired'
  return permit.remindOn !== null && permit.remindOn <= today ? 'soon' : 'valid'
}

/** Days until the last day, today being 0; negative when it is over. */
export const daysLeft = (expiresOn: string, today: string): number =>
  Math.round((Date.parse(expiresOn) - Date.parse(today)) / 86_400_000)

/** The same day so many months later, or the last day of that month. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(day, last))
  return first.toISOString().slice(0, 10)
}

export interface PermitDates {
  number: string
  issuedOn: string | null
  expiresOn: string | null
}
export type ResolvedDates =
  | { expiresOn: string | null; remindOn: string | null }
  | { fault: string; field: string }

/**
 * When it ends and when to remind: as written, else by how long the kind is valid. What contradicts the kind is refused: a TDU is
 * valid for two years at most (Permendagri 41/2012), a P-IRT number names the year of its end.
 */
export function resolveDates(term: PermitTerm, { number, issuedOn, expiresOn }: PermitDates): ResolvedDates {
  const longest = issuedOn && term.validMonths ? addMonths(issuedOn, term.validMonths) : null
  const end = expiresOn ?? longest
  if (issuedOn && end && end <= issuedOn) return { field: 'expiresOn', fault: 'profile_fault_order' }
  if (term.kind === 'tdu' && longest && end && end > longest)
    return { field: 'expiresOn', fault: 'profile_fault_tdu_years' }
  const year = term.kind === 'pirt' ? pirtYear(number) : undefined
  if (year !== undefined && end && Number(end.slice(0, 4)) !== year)
    return { field: 'expiresOn', fault: 'profile_fault_pirt_year' }
  return { expiresOn: end, remindOn: end && addDays(end, -term.remindDays) }
}
