import type { Pool } from 'pg'
import { count, type Figure } from '../report.ts'
import type { Answered, Told } from './sender.ts'

type Kind = 'book' | 'move' | 'cancel' | 'series' | 'clear'

/** What the clients were told; what they were told must stand in the database. */
export class Ledger {
  readonly #counts = { done: new Map<string, number>(), refused: new Map<string, number>() }
  readonly #bookings = new Map<string, Told>()
  readonly #series = new Map<string, number>()
  readonly #odd: string[] = []

  /** @returns whether the act was done */
  note(kind: Kind, { status, body }: Answered): boolean {
    const done = status >= 200 && status < 300
    const counts = done ? this.#counts.done : this.#counts.refused
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (!done && status !== 409) this.#odd.push(`${kind} ${status} ${JSON.stringify(body).slice(0, 200)}`)
    if (!done) return false
    if (kind === 'series') {
      this.#series.set(body.id, (body.dates ?? []).filter(({ booking }) => booking !== null).length)
      return true
    }
    const booking = body.event ?? body
    const known = this.#bookings.get(booking.id)
    if (!known || known.version < booking.version) this.#bookings.set(booking.id, booking)
    return true
  }

  summary(what: 'done' | 'refused'): string {
    const all = [...this.#counts[what]]
    const total = all.reduce((sum, [, times]) => sum + times, 0)
    return `${count(total)} (${all.map(([kind, times]) => `${kind} ${count(times)}`).join(', ')})`
  }

  /** What must never be, counted in the database; and what was told but is not there. */
  async violations(owner: Pool): Promise<Figure[]> {
    const none = (what: string, found: number): Figure => ({
      what,
      value: count(found),
      target: '0',
      met: found === 0,
    })
    const one = async (sql: string) => Number((await owner.query<{ n: number }>(sql)).rows[0]?.n ?? -1)
    const live = `('held', 'requested', 'approved', 'checked_in', 'completed')`
    const overlaps = await one(
      `select count(*) as n from space.booking a join space.booking b
         on a.space_id = b.space_id and a.id < b.id and a.span && b.span and a.blocked && b.blocked
       where a.state in ${live} and b.state in ${live}`,
    )
    const onLeases = await one(
      `select count(*) as n from space.booking b where b.state in ('requested', 'approved') and space.leased(b.space_id, b.span, b.during)`,
    )
    const misplaced = await one(
      `select count(*) as n from space.booking b join space.unit u on u.id = b.unit_id where u.span <> b.span or u.space_id <> b.space_id`,
    )
    const unaudited = await one(
      `select count(*) as n from space.booking b left join space.clearing c on c.booking_id = b.id
       where b.source = 'api' and not exists (
         select from kernel.audit_entry e where e.subject_id in (b.id::text, b.series_id::text, c.id::text))`,
    )
    for (const line of this.#odd.slice(0, 5)) console.log(`  ${line}`)
    return [
      none('two bookings that hold the same place at the same time', overlaps),
      none('bookings on a day that somebody has hired', onLeases),
      none('bookings outside their unit', misplaced),
      none('bookings without an entry in the audit log', unaudited),
      none('acts told as done that are not in the database', await this.#lost(owner)),
      none('answers other than done or refused', this.#odd.length),
    ]
  }

  async #lost(owner: Pool): Promise<number> {
    const { rows } = await owner.query<Told>(
      `select id, version, lower(during) as start, state from space.booking where id = any ($1::uuid[])`,
      [[...this.#bookings.keys()]],
    )
    const stored = new Map(rows.map((row) => [row.id, row]))
    const lost = [...this.#bookings.values()].filter((told) => {
      const row = stored.get(told.id)
      if (!row || row.version < told.version) return true
      // A later act of somebody else (an event that cleared the space) may have changed it since.
      return (
        row.version === told.version &&
        (row.state !== told.state || Date.parse(row.start) !== Date.parse(told.start))
      )
    })
    const series = await owner.query<{ id: string; dates: number }>(
      `select series_id as id, count(*)::int as dates from space.booking where series_id = any ($1::uuid[]) group by 1`,
      [[...this.#series.keys()]],
    )
    const dates = new Map(series.rows.map((row) => [row.id, row.dates]))
    const lostSeries = [...this.#series].filter(([id, told]) => (dates.get(id) ?? 0) < told)
    return lost.length + lostSeries.length
  }
}
