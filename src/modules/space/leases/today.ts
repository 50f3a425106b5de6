import { dateAt, millis } from '../time.ts'

/** The date on the wall of a place now. */
export const todayAt = ({ now }: { now: string }, { zone }: { zone: string }): string =>
  dateAt(millis(now), zone)
