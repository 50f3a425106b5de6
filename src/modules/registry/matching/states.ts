import { transitions } from '#kernel/transitions.ts'

/** States of a pair; the database has the same list as a CHECK. What was decided is never asked again; a merge can be undone. */
export const matchStates = transitions({
  open: ['same', 'different', 'gone'],
  gone: ['open', 'same', 'different'],
  same: ['different'],
  different: ['same'],
})
export const pairStates = ['open', 'same', 'different', 'gone'] as const
export type PairState = (typeof pairStates)[number]

/** What a kept record may take over from the one merged into it, and the columns of each. */
export const carriedColumns = {
  description: ['description'],
  sector: ['sector'],
  startedYear: ['started_year'],
  workers: ['workers'],
  nib: ['nib'],
  address: ['address', 'rt', 'rw'],
  point: ['latitude', 'longitude'],
} as const
export const carriedFields = [
  'description',
  'sector',
  'startedYear',
  'workers',
  'nib',
  'address',
  'point',
] as const
export type CarriedField = (typeof carriedFields)[number]

/** States in which a business may be another's double. */
export const comparedStates = ['submitted', 'verified', 'returned', 'inactive'] as const

/** Which of two records goes on when nobody says otherwise: the one further along, then the older. */
export function keptOf<Side extends { businessId: string; state: string; createdAt: string }>(
  a: Side,
  b: Side,
): Side {
  const rank = (side: Side) => ['verified', 'inactive', 'submitted', 'returned'].indexOf(side.state)
  if (rank(a) !== rank(b)) return rank(a) < rank(b) ? a : b
  return a.createdAt <= b.createdAt ? a : b
}

/** What one merge took over into the surviving record. */
export type Carried = Readonly<Record<string, { before: unknown; after: unknown }>>

/**
 * Taking one merge out of several of one record: what the record has now, and what the next merge that took over the same
 * column must remember instead. Values that somebody changed since stay as they are.
 */
export function withoutMerge(
  carried: Carried,
  current: Readonly<Record<string, unknown>>,
  later: readonly { id: string; carried: Carried }[],
): { restore: Record<string, unknown>; patches: { id: string; carried: Carried }[] } {
  const restore: Record<string, unknown> = {}
  const patched = new Map<string, Record<string, { before: unknown; after: unknown }>>()
  for (const [column, { before, after }] of Object.entries(carried)) {
    const next = later.find((merge) => column in merge.carried)
    const link = next?.carried[column]
    if (next && link) {
      if (link.before === after)
        patched.set(next.id, {
          ...next.carried,
          ...patched.get(next.id),
          [column]: { before, after: link.after },
        })
    } else if (current[column] === after) restore[column] = before
  }
  return { restore, patches: [...patched].map(([id, all]) => ({ id, carried: all })) }
}
