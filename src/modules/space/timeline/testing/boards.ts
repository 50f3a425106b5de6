import type { BoardBooking, BoardSpace, BoardUnit } from '../schema.ts'

const whole: BoardUnit = {
  id: 'whole',
  code: null,
  name: 'Gedung',
  kind: 'whole',
  capacity: 200,
  first: 0,
  last: null,
  minMinutes: 60,
  maxMinutes: 240,
  open: true,
}
export const seat = (id: string, first: number): BoardUnit => ({
  ...whole,
  id,
  name: id,
  code: id,
  kind: 'seat',
  capacity: 1,
  first,
  last: first + 1,
})

type SomeBooking = Partial<BoardBooking> & { start: string; end: string }

/** A space as the board of staff has it. */
export const sampleBoard = ({
  bookings = [],
  units = [whole],
  ...more
}: Partial<Omit<BoardSpace, 'bookings'>> & { bookings?: SomeBooking[] }): BoardSpace => ({
  id: 'space',
  slug: 'gedung',
  name: 'Gedung',
  state: 'published',
  zone: 'Asia/Jakarta',
  slotMinutes: 60,
  bufferMinutes: 0,
  minDaysAhead: 0,
  maxDaysAhead: 60,
  openings: [],
  holidays: [],
  closures: [],
  leases: [],
  units,
  bookings: bookings.map((booking, index) => ({
    id: `booking ${index}`,
    unitId: 'whole',
    blockedUntil: booking.end,
    state: 'approved',
    name: 'Sanggar Mekar Sari',
    reference: 'ABCDEFGH',
    attendees: 1,
    own: false,
    version: 1,
    ...booking,
  })),
  ...more,
})
