import type { z } from 'zod'
import { localDate } from '#modules/region/working-time.ts'
import type { PlannedVisits, VisitQuery } from './schema.ts'

const shows = { hari: 'day', terlewat: 'missed', akan: 'ahead', laporan: 'told' } as const

/** Which list an address asks for. */
export const shownIn = (asked: string | null): VisitQuery['show'] =>
  shows[(asked ?? 'hari') as keyof typeof shows] ?? 'day'

/** What was not planned, and why. */
export const refusedOf = ({ results }: z.output<typeof PlannedVisits>) =>
  results
    .filter(({ result }) => result === 'already' || result === 'refused')
    .map(({ businessId, name, message }) => ({ businessId, name, message }))

/** The day a form begins with: the reader's working day is Indonesian, wherever the server stands. */
export const today = (): string => localDate(new Date().toISOString(), 'Asia/Jakarta')
