import { scaleBand, scaleLinear, scaleQuantize } from 'd3-scale'
import { line } from 'd3-shape'

/** One bar, column or cell. */
export interface Datum {
  label: string
  value: number
  /** Short label under a column where the long one does not fit. */
  short?: string
}

/** One line; `null` is a gap: nothing was reported, which is not zero. */
export interface Series {
  name: string
  values: readonly (number | null)[]
}

/**
 * Charts are drawn in a box of 100 × 100 that stretches to its place; words stay outside it as HTML, so that they keep
 * 16 px at any width.
 */
const box = 100

/** Round ticks from zero to at least the largest value: a scale that starts elsewhere exaggerates. */
export function yScale(values: readonly number[], count = 4) {
  const most = Math.max(0, ...values)
  // Counts below four get no half ticks.
  const steps = Number.isInteger(most) && most > 0 ? Math.min(count, most) : count
  const scale = scaleLinear()
    .domain([0, most || 1])
    .nice(steps)
    .range([box, 0])
  const ticks = scale.ticks(steps).map((value) => ({ value, y: scale(value) }))
  return { at: (value: number) => scale(value), ticks }
}

/** Columns side by side with a little air. */
export function columns(data: readonly Datum[], target?: number) {
  const y = yScale([...data.map((datum) => datum.value), target ?? 0])
  const x = scaleBand<number>()
    .domain(data.map((_, index) => index))
    .range([0, box])
    .paddingInner(0.25)
    .paddingOuter(0.12)
  const bars = data.map((datum, index) => {
    const top = y.at(datum.value)
    return { ...datum, x: x(index) ?? 0, y: top, width: x.bandwidth(), height: box - top }
  })
  return { bars, ticks: y.ticks, target: target === undefined ? undefined : y.at(target) }
}

/** Lines over equal steps. A point between two gaps is drawn as a dot, else nobody would see it. */
export function lines(series: readonly Series[], steps: number, target?: number) {
  const known = series.flatMap((one) => one.values.filter((value) => value !== null))
  const y = yScale([...known, target ?? 0])
  const x = (index: number) => (steps <= 1 ? box / 2 : (index / (steps - 1)) * box)
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x(index))
    .y((value) => y.at(value ?? 0))
    .digits(2)
  const paths = series.map((one) => {
    const last = one.values.findLastIndex((value) => value !== null)
    const end = last < 0 ? undefined : { x: x(last), y: y.at(one.values[last] ?? 0) }
    const lone = one.values.flatMap((value, index) =>
      value !== null && (one.values[index - 1] ?? null) === null && (one.values[index + 1] ?? null) === null
        ? [{ x: x(index), y: y.at(value) }]
        : [],
    )
    return { name: one.name, d: draw([...one.values]) ?? '', end, lone }
  })
  return { paths, ticks: y.ticks, x, target: target === undefined ? undefined : y.at(target) }
}

/** Which labels of an axis to print so that about `most` fit; the first and last are always among the candidates. */
export function spread(length: number, most = 6): Set<number> {
  if (length <= most) return new Set(Array.from({ length }, (_, index) => index))
  const step = Math.ceil((length - 1) / (most - 1))
  return new Set(Array.from({ length }, (_, index) => index).filter((index) => index % step === 0))
}

/** Shade 0–4 of a value; nothing and zero are 0, the rest share four equal steps. */
export function shades(values: readonly (number | null)[]): (value: number | null) => number {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const scale = scaleQuantize<number>().domain([0, most]).range([1, 2, 3, 4])
  return (value) => (value ? scale(value) : 0)
}
