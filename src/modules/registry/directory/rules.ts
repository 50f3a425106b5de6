import { readReference } from '../numbers.ts'
import type { DirectoryFilter } from './schema.ts'

/** Most rows that are looked at where no counter knows the answer; beyond, a count says "1.000+". */
export const countedAtMost = 1000
/** Most places looked at for a map that no counter knows. */
export const placedAtMost = 5000

/** A filter as the database's functions read it (`db/migrations/0072`). */
export interface Asked {
  scopes: readonly string[]
  search?: string
  reference?: string
  kinds?: readonly string[]
  states?: readonly string[]
  sectors?: readonly string[]
  sizes?: readonly string[]
  traits?: readonly string[]
}

/** A reference has a digit or its prefix: `gebyar` is a word, though its letters could be one. */
const wantedReference = (search: string): string | undefined =>
  /\d|^brd/i.test(search) ? readReference(search) : undefined

const unlessEmpty = <Value>(values: readonly Value[] | undefined) =>
  values && values.length > 0 ? values : undefined

/** What somebody asked for, within the regions they may look at. */
export function askedOf(filter: DirectoryFilter, scopes: readonly string[]): Asked {
  const reference = filter.search ? wantedReference(filter.search) : undefined
  const traits = [
    ...(filter.paper ?? []).map((paper) => `paper:${paper}`),
    ...(filter.finance ?? []).map((source) => `finance:${source}`),
    ...(filter.kbli ? [`kbli:${filter.kbli}`] : []),
    ...(filter.santri ? ['group:santri'] : []),
  ]
  const wanted = {
    search: reference === undefined ? filter.search || undefined : undefined,
    reference,
    kinds: unlessEmpty(filter.kind),
    states: unlessEmpty(filter.state),
    sectors: unlessEmpty(filter.sector),
    sizes: unlessEmpty(filter.size),
    traits: unlessEmpty(traits),
  }
  const given = Object.entries(wanted).filter(([, value]) => value !== undefined)
  return { scopes: [...scopes], ...Object.fromEntries(given) }
}
