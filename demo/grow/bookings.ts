import type { PoolClient } from 'pg'
import { type Random, randomFrom } from '../random.ts'
import { demoPhone, personName } from '../words.ts'
import { copyLines, line, numberedId } from './copy.ts'
import type { Days } from './days.ts'

/** Two years of days, five times a day, half of them taken. */
export const bookedDays = 730
const hours = [8, 10, 13, 15, 19] as const
const taken = 0.5
/** Bookings of one hall in two years, on average. */
export const perHall = bookedDays * hours.length * taken

const kinds = ['community', 'art_group', 'business', 'person'] as const
const purposes = ['rehearsal', 'meeting', 'training', 'social', 'celebration'] as const

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const size = BigInt(letters.length) ** 8n

/** Eight letters for a number; neighbours look unrelated, and no two numbers share them (the factor is prime). */
function referenceOf(number: number): string {
  let mixed = (BigInt(number) * 357_913_941_019n) % size
  let text = ''
  for (let place = 0; place < 8; place++) {
    text += letters[Number(mixed % BigInt(letters.length))]
    mixed /= BigInt(letters.length)
  }
  return text
}

export interface GrownHall {
  spaceId: string
  unitId: string
  region: string
}

const columns = `id, space_id, unit_id, span, region_code, during, blocked, state, source, reference, booker_name, booker_phone, group_kind,
  purpose, attendees, requested_at, decision, decided_at, decided_by_name, reason_code, reason, waited_minutes, ended_at, ended_by,
  created_at, updated_at`

const stateOf = (dice: number) =>
  dice < 0.86 ? 'completed' : dice < 0.91 ? 'no_show' : dice < 0.97 ? 'cancelled' : 'rejected'

interface Slot {
  hall: GrownHall
  number: number
  daysAgo: number
  hour: number
}

/** One booking, and the visit when somebody came. */
function linesOf(random: Random, { calendar }: Days, { hall, number, daysAgo, hour }: Slot) {
  const date = calendar.day(-daysAgo)
  const [start, end] = [calendar.at(date, hour * 60), calendar.at(date, (hour + 2) * 60)]
  const requestedAt = calendar.after(start, -random.whole(1, 20) * 1440)
  const state = stateOf(random.next())
  const came = state === 'completed'
  const refused = state === 'rejected'
  const waited = random.whole(10, 400)
  const decidedAt = calendar.after(requestedAt, waited)
  const endedAt = came || state === 'no_show' ? end : decidedAt
  const attendees = random.whole(8, 120)
  const id = numberedId(start, 4, number)
  const where = [hall.spaceId, hall.unitId, hall.region]
  const time = `[${start},${end})`
  const who = [
    personName(random).name,
    demoPhone(20_000_000 + number),
    random.pick(kinds),
    random.pick(purposes),
    attendees,
  ]
  const why = refused ? ['purpose_unclear', 'Keterangan kegiatan belum jelas.'] : [null, null]
  const decision = [refused ? 'rejected' : 'approved', decidedAt, 'Data contoh', ...why, waited]
  const people = Math.max(1, attendees - random.whole(0, 7))
  return {
    booking: line([
      id,
      hall.spaceId,
      hall.unitId,
      '[0,)',
      hall.region,
      time,
      time,
      state,
      'web',
      referenceOf(number),
      ...who,
      requestedAt,
      ...decision,
      endedAt,
      came ? 'system' : 'staff',
      requestedAt,
      endedAt,
    ]),
    visit: came ? line([numberedId(start, 5, number), id, ...where, start, 'qr', people, start]) : undefined,
  }
}

/** Two years of one hall, at most `most` bookings; `first` is the number of the first. Returns how many. */
export async function writeBookingsOf(
  client: PoolClient,
  days: Days,
  hall: GrownHall,
  first: number,
  most: number,
): Promise<number> {
  const random = randomFrom(0xb00c + first)
  const slots = Array.from({ length: bookedDays }, (_, index) => bookedDays - index)
    .flatMap((daysAgo) => hours.map((hour) => ({ daysAgo, hour })))
    .filter(() => random.chance(taken))
    .slice(0, most)
  const lines = slots.map((slot, index) => linesOf(random, days, { hall, number: first + index, ...slot }))
  const visits = lines.flatMap(({ visit }) => visit ?? [])
  await copyLines(
    client,
    'space.booking',
    columns,
    lines.map(({ booking }) => booking),
  )
  await copyLines(
    client,
    'space.check_in',
    'id, booking_id, space_id, unit_id, region_code, at, how, people, recorded_at',
    visits,
  )
  return slots.length
}
