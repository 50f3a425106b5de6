import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import type { Measured } from './measure.ts'

/**
 * The yardstick of a booking: plain inserts into a table with the same exclusion constraint and nothing else, one after
 * the other on each connection, with prepared statements.
 */
export async function measureRawInsert(
  url: string,
  clients: number,
  duration: number,
): Promise<Pick<Measured, 'perSecond' | 'requests'>> {
  const connections = Array.from({ length: clients }, () => new Client({ connectionString: url }))
  await Promise.all(connections.map((client) => client.connect()))
  const [first] = connections
  try {
    await first?.query(
      `create schema if not exists bench;
       drop table if exists bench.booking;
       create table bench.booking (
         id uuid primary key, unit_id uuid not null, blocked tstzrange not null, state text not null,
         constraint no_overlap exclude using gist (unit_id with =, blocked with &&)
           where (state in ('held', 'requested', 'approved', 'checked_in', 'completed')))`,
    )
    const units = Array.from({ length: 8 }, () => randomUUID())
    let next = 0
    const until = performance.now() + duration
    const startedAt = performance.now()
    const work = async (client: Client) => {
      while (performance.now() < until) {
        const number = next++
        const start = 1_800_000_000 + Math.floor(number / units.length) * 900
        await client.query({
          name: 'insert',
          text: `insert into bench.booking values ($1, $2, tstzrange(to_timestamp($3::float8), to_timestamp($4::float8)), 'approved')`,
          values: [randomUUID(), units[number % units.length], start, start + 900],
        })
      }
    }
    await Promise.all(connections.map(work))
    return { requests: next, perSecond: next / ((performance.now() - startedAt) / 1000) }
  } finally {
    await first?.query('drop schema if exists bench cascade')
    await Promise.all(connections.map((client) => client.end()))
  }
}
