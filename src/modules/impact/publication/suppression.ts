/** Cells that count fewer people or cases than this are not published (Satu Data practice, FACTS: cells of at least five). */
export const smallestCell = 5

/** A partition as the public may see it; null is hidden. */
export interface Published {
  cells: (number | null)[]
  total: number | null
}

/**
 * Hide the small cells of a partition whose total is published too, and enough others that nobody can work a hidden one out.
 *
 * Why it holds against somebody who knows this method: the choice depends on values only, never on places, and equal values
 * are hidden together. So any exchange of values among the hidden cells gives the same publication. As the hidden cells are
 * never all equal, each of them could hold at least two values. Zero tells of nobody and is shown, unless it is needed as
 * cover. Where even that does not help, or the total itself is small, everything is hidden.
 */
export function suppress(cells: readonly number[], minimum: number = smallestCell): Published {
  const total = cells.reduce((sum, cell) => sum + cell, 0)
  const isSmall = (value: number) => value > 0 && value < minimum
  if (isSmall(total)) return { cells: cells.map(() => null), total: null }
  const hidden = new Set(cells.filter(isSmall))
  if (hidden.size === 0) return { cells: [...cells], total }
  const cover = [...new Set(cells)].filter((value) => !isSmall(value)).sort((a, b) => rank(a) - rank(b))
  if (hidden.size === 1) {
    const [first] = cover
    if (first === undefined) return { cells: cells.map(() => null), total: null }
    hidden.add(first)
  }
  return { cells: cells.map((cell) => (hidden.has(cell) ? null : cell)), total }
}

/** The smallest cell covers at the least loss; zeros come last, because a shown zero is what people look for. */
const rank = (value: number) => (value === 0 ? Number.POSITIVE_INFINITY : value)

/** Apply what was hidden in one partition to another measure of the same parts (hours of spaces whose bookings are hidden). */
export const hideAlike = <Value>(values: readonly Value[], like: Published): (Value | null)[] =>
  values.map((value, index) => (like.cells[index] === null ? null : value))
