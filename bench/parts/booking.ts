import { requestText } from '../load.ts'
import { beside, figuresOf, onlyStatus } from '../measure.ts'
import { accountWithKey, wideSpaces } from '../people.ts'
import { measureRawInsert } from '../raw-insert.ts'
import { atLeast, count, megabytes, rate, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const connections = 32
const duration = 6000
const day = 86_400_000

/** Bookings through the API against plain inserts under the same constraint: what all the rest costs. */
export async function booking(site: Site): Promise<Section> {
  const spaces = await wideSpaces(site, 8)
  const key = await accountWithKey(site, 'Pemesan', '+6280009990002')
  const first = Math.ceil(Date.now() / day) * day + day
  // Neighbouring requests go to other spaces and other days, as people do.
  const request = (index: number) => {
    const place = Math.floor(index / spaces.length)
    const start = first + (place % 300) * day + Math.floor(place / 300) * 900_000
    return requestText({
      port: site.port,
      method: 'POST',
      path: `/api/v1/spaces/${spaces[index % spaces.length]?.id}/bookings`,
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': `booking-${runId}-${index}` },
      body: {
        start: new Date(start).toISOString(),
        end: new Date(start + 900_000).toISOString(),
        groupKind: 'community',
        name: 'Karang Taruna',
        purpose: 'meeting',
        attendees: 20,
      },
    })
  }
  let offset = 0
  const runId = Date.now()
  const raw = [await measureRawInsert(site.databaseUrl, connections, duration / 2)]
  const before = site.database().cpu
  const [booked] = await beside(
    [{ use: site.program, port: site.port, connections, request: () => request(offset++) }],
    duration,
  )
  const databaseCpu = ((site.database().cpu - before) / offset) * 1e6
  raw.push(await measureRawInsert(site.databaseUrl, connections, duration / 2))
  const rawRate = raw.reduce((sum, { perSecond }) => sum + perSecond, 0) / raw.length
  return {
    title: `Booking through the API, ${connections} clients, one process`,
    figures: [
      { what: 'plain insert, same exclusion constraint', value: rate(rawRate) },
      ...figuresOf('booking', booked),
      { what: 'booking: processor time in the database', value: `${count(databaseCpu)} µs` },
      atLeast('booking of plain insert', booked.perSecond, rawRate, 0.1),
      onlyStatus(booked, 201),
      { what: 'memory of the program under load', value: megabytes(site.program().memory) },
    ],
    notes: [
      'A booking is the key, the schema, the rules of the space, the row, the audit entry in its chain, the idempotency key with its answer, the message to the booker and the job that sends it, all in one transaction on disk.',
    ],
  }
}
