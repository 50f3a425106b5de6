import { instant, millis, minute } from '../time.ts'

/** For so many hours other times are offered to those who made way. */
const offerHours = 48

/** Until when another time may be taken: two days, and not beyond the beginning of the event. */
export const deadlineFor = (now: string, eventStart: string): string =>
  instant(Math.min(millis(now) + offerHours * 60 * minute, millis(eventStart)))
