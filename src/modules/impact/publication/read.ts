import type { PublicCell, PublicFigures } from './schema.ts'

type Indicator = PublicCell['indicator']

/** A whole of a month; null when hidden or not there. */
export const wholeOf = (figures: PublicFigures, indicator: Indicator, measure: string): number | null =>
  figures.cells.find(
    (cell) => cell.indicator === indicator && cell.measure === measure && cell.dimension === '',
  )?.value ?? null

/** The parts of a whole, largest first, hidden ones last. */
export const partsOf = (
  figures: PublicFigures,
  indicator: Indicator,
  measure: string,
  dimension: PublicCell['dimension'],
): PublicCell[] =>
  figures.cells
    .filter(
      (cell) => cell.indicator === indicator && cell.measure === measure && cell.dimension === dimension,
    )
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1) || (a.part < b.part ? -1 : 1))

export const ratio = (numerator: number | null, denominator: number | null): number | null =>
  numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator

/** One space's public month. */
export interface SpaceMonth {
  id: string
  name: string
  people: number | null
  bookings: number | null
  used: number | null
}

export function spacesOf(figures: PublicFigures): SpaceMonth[] {
  const find = (indicator: Indicator, measure: string, id: string) =>
    figures.cells.find(
      (cell) =>
        cell.indicator === indicator &&
        cell.measure === measure &&
        cell.dimension === 'space' &&
        cell.part === id,
    )?.value ?? null
  return partsOf(figures, 'visits', 'people', 'space').map((cell) => ({
    id: cell.part,
    name: cell.name ?? '',
    people: cell.value,
    bookings: find('utilisation', 'bookings', cell.part),
    used: ratio(
      find('utilisation', 'minutes_used', cell.part),
      find('utilisation', 'minutes_open', cell.part),
    ),
  }))
}

/** A whole month by month, oldest first; null where it is hidden or was not published. */
export const lineOf = (
  figures: PublicFigures,
  indicator: Indicator,
  measure: string,
): { month: string; value: number | null }[] =>
  figures.wholes
    .filter((whole) => whole.indicator === indicator && whole.measure === measure)
    .map(({ month, value }) => ({ month, value }))
