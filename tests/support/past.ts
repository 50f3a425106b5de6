import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'

/**
 * Months of records, written as they would lie in the database: operations act now, and figures need a past.
 * Only what figures read is told; everything else is the least the tables ask for.
 */
export interface PastBooking {
  spaceId: string
  region: string
  state:
    | 'requested'
    | 'approved'
    | 'checked_in'
    | 'completed'
    | 'rejected'
    | 'cancelled'
    | 'expired'
    | 'no_show'
  /** ISO instants. */
  start: string
  end: string
  requestedAt: string
  /** Null where the space's rule accepts at once. */
  deadline: string | null
  decidedAt: string | null
  decision: 'approved' | 'rejected' | null
  reasonCode: string | null
  waitedMinutes: number | null
}

export interface PastVisit {
  spaceId: string
  region: string
  at: string
  people: number
}

export interface PastRegistration {
  region: string
  state: 'submitted' | 'verified' | 'returned' | 'rejected'
  submittedAt: string
  deadline: string
  decidedAt: string | null
  decision: 'approved' | 'returned' | 'rejected' | null
  reasonCode: string | null
  waitedMinutes: number | null
}

interface Place {
  code: string
  name: string
  zone?: string
}

/** A region and those that contain it, by code. */
export async function makeRegions(owner: Pool, places: readonly Place[]): Promise<void> {
  const kinds = { 2: 'provinsi', 5: 'kota', 8: 'kecamatan', 13: 'kelurahan' } as const
  for (const { code, name, zone = 'Asia/Jakarta' } of places) {
    const length = code.length as keyof typeof kinds
    const parent = code.includes('.') ? code.slice(0, code.lastIndexOf('.')) : null
    await owner.query(
      `insert into region.region (code, level, kind, parent_code, name, full_name, zone, name_key, search_key)
       values ($1, $2, $3, $4, $5, $5, $6, $7, $7) on conflict do nothing`,
      [code, [2, 5, 8, 13].indexOf(length) + 1, kinds[length], parent, name, zone, name.toLowerCase()],
    )
  }
}

/** A published space, open 08.00–16.00 on the given weekdays. @returns its id and its unit's */
export async function makeSpace(
  owner: Pool,
  {
    region,
    name,
    zone = 'Asia/Jakarta',
    weekdays = [1, 2, 3, 4, 5, 6, 7],
    since = '2025-01-01',
  }: { region: string; name: string; zone?: string; weekdays?: number[]; since?: string },
): Promise<{ spaceId: string; unitId: string }> {
  const [spaceId, unitId] = [randomUUID(), randomUUID()]
  await owner.query(
    `insert into space.space (id, slug, name, kind, state, region_code, zone, address, capacity, opened_on, created_at, updated_at)
     values ($1, $2, $3, 'hall', 'published', $4, $5, 'Jl. Uji 1', 100, $6::date, $6::timestamptz, $6::timestamptz)`,
    [spaceId, `uji-${spaceId.slice(0, 8)}`, name, region, zone, since],
  )
  await owner.query(
    `insert into space.unit (id, space_id, kind, name, capacity) values ($1, $2, 'whole', 'Aula', 100)`,
    [unitId, spaceId],
  )
  for (const weekday of weekdays)
    await owner.query(
      'insert into space.opening (space_id, weekday, from_minute, to_minute) values ($1, $2, 480, 960)',
      [spaceId, weekday],
    )
  return { spaceId, unitId }
}

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
let made = 0
function reference(): string {
  made += 1
  return Array.from(
    { length: 8 },
    (_, place) => letters[Math.floor(made / letters.length ** place) % letters.length],
  ).join('')
}

/** Each booking takes a unit of its own, so that random times need not avoid each other. */
export async function makeBooking(owner: Pool, booking: PastBooking): Promise<string> {
  const [id, unitId] = [randomUUID(), randomUUID()]
  await owner.query(
    `insert into space.unit (id, space_id, kind, name, capacity) values ($1, $2, 'room', 'Uji', 100)`,
    [unitId, booking.spaceId],
  )
  await owner.query(
    `insert into space.booking (id, space_id, unit_id, span, region_code, during, blocked, state, source, reference, booker_name, group_kind,
       purpose, attendees, requested_at, deadline, decision, decided_at, reason_code, reason, waited_minutes, created_at, updated_at)
     values ($1, $2, $3, (select u.span from space.unit u where u.id = $3), $4, tstzrange($5, $6), tstzrange($5, $6), $7, 'web', $8, 'Uji', 'person', 'meeting', 10, $9, $10, $11, $12, $13,
       case when $11 = 'rejected' then 'alasan' end, $14, $9, $9)`,
    [
      id,
      booking.spaceId,
      unitId,
      booking.region,
      booking.start,
      booking.end,
      booking.state,
      reference(),
      booking.requestedAt,
      booking.deadline,
      booking.decision,
      booking.decidedAt,
      booking.reasonCode,
      booking.waitedMinutes,
    ],
  )
  return id
}

export async function makeVisit(owner: Pool, { spaceId, region, at, people }: PastVisit): Promise<void> {
  await owner.query(
    `insert into space.check_in (space_id, unit_id, region_code, at, how, people, recorded_at)
     select $1, u.id, $2, $3, 'desk', $4, $3 from space.unit u where u.space_id = $1 and u.kind = 'whole'`,
    [spaceId, region, at, people],
  )
}

export async function makeRegistration(owner: Pool, registration: PastRegistration): Promise<void> {
  const { region, submittedAt } = registration
  const { rows } = await owner.query<{ id: string }>(
    `insert into registry.person (name, region_code, created_at, updated_at) values ('Uji', $1, $2, $2) returning id`,
    [region, submittedAt],
  )
  const business = await owner.query<{ id: string }>(
    `insert into registry.business (kind, name, state, region_code, owner_id, created_at, updated_at)
     values ('business', 'Warung Uji', $1, $2, $3, $4, $4) returning id`,
    [registration.state, region, rows[0]?.id, submittedAt],
  )
  await owner.query(
    `insert into registry.registration (business_id, round, reference, kind, name, region_code, state, submitted_at, consent_at,
       consent_version, deadline, decision, decided_at, reason_code, reason, waited_minutes)
     values ($1, 1, $2, 'business', 'Warung Uji', $3, $4, $5, $5, 'uji', $6, $7, $8, $9, case when $7 <> 'approved' then 'alasan' end, $10)`,
    [
      business.rows[0]?.id,
      reference(),
      region,
      registration.state,
      submittedAt,
      registration.deadline,
      registration.decision,
      registration.decidedAt,
      registration.reasonCode,
      registration.waitedMinutes,
    ],
  )
}
