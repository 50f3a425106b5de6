import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { Random } from '../random.ts'

export interface Villages {
  /** A village, likelier the more people live there. */
  pick(random: Random): string
  codes: readonly string[]
}

/** Provinces of Java: more than half of all Indonesians. */
const java = new Set(['31', '32', '33', '34', '35', '36'])

/**
 * How many live there, roughly: numbers by village are not part of the data set, so towns and Java count more, and
 * villages differ as villages do.
 */
function weightOf(code: string): number {
  const town = code[9] === '1' ? 5 : 1
  const island = java.has(code.slice(0, 2)) ? 3 : 1
  const own = 0.5 + ((Number(code.slice(9)) * 7919) % 1000) / 500
  return town * island * own
}

/** All villages, drawn by weight. */
export async function loadVillages(db: Database): Promise<Villages> {
  const rows = await db.many(
    text<{ code: string }>(
      'select code from region.region where level = 4 and retired_at is null order by code',
    ),
  )
  const codes = rows.map(({ code }) => code)
  const sums = new Float64Array(codes.length)
  let sum = 0
  for (const [index, code] of codes.entries()) {
    sum += weightOf(code)
    sums[index] = sum
  }
  return {
    codes,
    pick(random) {
      const wanted = random.next() * sum
      let [low, high] = [0, codes.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((sums[middle] ?? 0) < wanted) low = middle + 1
        else high = middle
      }
      return codes[low] ?? ''
    },
  }
}
