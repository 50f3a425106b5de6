import type { Opening } from '../../schema.ts'

/** Two stretches a day cover a lunch break or a morning and an evening. */
export const stretches = ['a', 'b'] as const
export type Stretch = (typeof stretches)[number]
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const

export type HoursFault = 'half' | 'wrong' | 'order'
export const hoursField = (weekday: number, stretch: Stretch, end: 'from' | 'to') =>
  `day${weekday}_${stretch}_${end}`

/** Minutes after midnight of `08:30` or `08.30`; undefined for anything else. */
function minutesOf(time: string): number | undefined {
  const read = /^([01]?\d|2[0-4])[:.]([0-5]\d)$/.exec(time)
  if (!read) return undefined
  const minutes = Number(read[1]) * 60 + Number(read[2])
  return minutes <= 1440 ? minutes : undefined
}

/** `08:30` of minutes after midnight, as a time field wants it; the end of the day is its beginning. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** What is shown in the fields of a week. A third stretch of a day has no field; spaces made by the API may have one. */
export function hoursShown(openings: readonly Opening[]): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const weekday of weekdays) {
    const day = openings.filter((opening) => opening.weekday === weekday).sort((x, y) => x.from - y.from)
    stretches.forEach((stretch, index) => {
      const opening = day[index]
      if (!opening) return
      shown[hoursField(weekday, stretch, 'from')] = timeOf(opening.from)
      shown[hoursField(weekday, stretch, 'to')] = timeOf(opening.to)
    })
  }
  return shown
}

interface TypedHours {
  weekday: number
  stretch: Stretch
  begin: string
  end: string
}
interface HoursProblem {
  field: string
  weekday: number
  fault: HoursFault
}

/** One stretch as it was typed, or what is wrong with it at which field. Closing at 00:00 means at the end of the day. */
function readStretch({ weekday, stretch, begin, end }: TypedHours): Opening | HoursProblem {
  const wrong = (at: 'from' | 'to', fault: HoursFault) => ({
    field: hoursField(weekday, stretch, at),
    weekday,
    fault,
  })
  if (begin === '') return wrong('from', 'half')
  if (end === '') return wrong('to', 'half')
  const from = minutesOf(begin)
  const closing = minutesOf(end)
  if (from === undefined) return wrong('from', 'wrong')
  if (closing === undefined) return wrong('to', 'wrong')
  const to = closing === 0 ? 1440 : closing
  return to <= from ? wrong('to', 'order') : { weekday, from, to }
}

/** The week as it was typed. A stretch of which neither end was filled in is none. */
export function readHours(typed: (name: string) => string): { openings: Opening[]; faults: HoursProblem[] } {
  const read = weekdays
    .flatMap((weekday) => stretches.map((stretch) => ({ weekday, stretch })))
    .map(({ weekday, stretch }) => ({
      weekday,
      stretch,
      begin: typed(hoursField(weekday, stretch, 'from')).trim(),
      end: typed(hoursField(weekday, stretch, 'to')).trim(),
    }))
    .filter(({ begin, end }) => begin !== '' || end !== '')
    .map(readStretch)
  return {
    openings: read.filter((one) => 'to' in one),
    faults: read.filter((one) => 'fault' in one),
  }
}
