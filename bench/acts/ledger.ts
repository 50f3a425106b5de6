import type { Pool } from 'pg'
import { count, type Figure } from '../report.ts'
import { invariants } from './invariants.ts'
import type { Answered, Told } from './sender.ts'

type Kind =
  | 'book'
  | 'move'
  | 'cancel'
  | 'series'
  | 'clear'
  | 'ask to swap'
  | 'swap'
  | 'decline swap'
  | 'join'
  | 'take offer'
  | 'decline offer'
  | 'leave'

interface Refused {
  status: number
  errors?: { path: string }[] | undefined
}

/** A rule said no; a code to swap with that is over by now is said at its field. */
const isRefusal = ({ status, errors }: Refused) =>
  status === 409 || (status === 422 && errors?.some(({ path }) => path === 'reference') === true)

/** What the clients were told; what they were told must stand in the database. */
export class Ledger {
  readonly #counts = { done: new Map<string, number>(), refused: new Map<string, number>() }
  readonly #bookings = new Map<string, Told>()
  readonly #waits = new Map<string, Told>()
  readonly #series = new Map<string, number>()
  /** The booking that whoever agreed to a swap was given. */
  readonly #swaps = new Map<string, string>()
  readonly #odd: string[] = []

  #done(kind: Kind, { status, body }: Answered): boolean {
    const done = status >= 200 && status < 300
    const counts = done ? this.#counts.done : this.#counts.refused
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (!done && !isRefusal({ status, errors: body.errors }))
      this.#odd.push(`${kind} ${status} ${JSON.stringify(body).slice(0, 300)}`)
    return done
  }

  #know(known: Map<string, Told>, told: Told): void {
    const before = known.get(told.id)
    if (!before || before.version < told.version) known.set(told.id, told)
  }

  /** An act whose answer is a booking; without a kind when it was only looked up. @returns whether it was done */
  booked(kind: Kind | undefined, answer: Answered): boolean {
    if (kind && !this.#done(kind, answer)) return false
    this.#know(this.#bookings, answer.body.event ?? answer.body)
    return true
  }
  series(answer: Answered): void {
    if (!this.#done('series', answer)) return
    const { id, dates } = answer.body
    this.#series.set(id, (dates ?? []).filter(({ booking }) => booking !== null).length)
  }
  asked = (answer: Answered): boolean => this.#done('ask to swap', answer)
  declined = (answer: Answered): boolean => this.#done('decline swap', answer)
  swapped(exchangeId: string, answer: Answered): boolean {
    if (!this.booked('swap', answer)) return false
    this.#swaps.set(exchangeId, answer.body.id)
    return true
  }
  /** An act whose answer is a place in line. */
  waiting(kind: 'join' | 'leave' | 'decline offer', answer: Answered): boolean {
    if (!this.#done(kind, answer)) return false
    // What it says after leaving is the version before it.
    const { id, version, start, state } = answer.body
    this.#know(this.#waits, { id, start, state, version: kind === 'join' ? version : version + 1 })
    return true
  }
  accepted(waitId: string, answer: Answered): boolean {
    if (!this.booked('take offer', answer)) return false
    this.#waits.set(waitId, {
      ...answer.body,
      id: waitId,
      state: 'accepted',
      version: Number.MAX_SAFE_INTEGER,
    })
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
    for (const line of this.#odd.slice(0, 5)) console.log(`  ${line}`)
    const figures: Figure[] = []
    for (const { what, sql } of invariants) {
      const { rows } = await owner.query<{ n: number }>(sql)
      figures.push(none(what, Number(rows[0]?.n ?? -1)))
    }
    return [
      ...figures,
      none('acts told as done that are not in the database', await this.#lost(owner)),
      none('answers other than done or refused', this.#odd.length),
    ]
  }

  async #lost(owner: Pool): Promise<number> {
    const bookings = await owner.query<Told>(
      `select id, version, lower(during) as start, state from space.booking where id = any ($1::uuid[])`,
      [[...this.#bookings.keys()]],
    )
    const waits = await owner.query<Told>(
      `select id, version, lower(during) as start, state from space.waiting where id = any ($1::uuid[])`,
      [[...this.#waits.keys()]],
    )
    const series = await owner.query<{ id: string; dates: number }>(
      `select series_id as id, count(*)::int as dates from space.booking where series_id = any ($1::uuid[]) group by 1`,
      [[...this.#series.keys()]],
    )
    const dates = new Map(series.rows.map((row) => [row.id, row.dates]))
    const swaps = await owner.query<{ id: string; got: string }>(
      `select id, other_became_id as got from space.exchange where state = 'accepted' and id = any ($1::uuid[])`,
      [[...this.#swaps.keys()]],
    )
    const got = new Map(swaps.rows.map((row) => [row.id, row.got]))
    return (
      lostOf(this.#bookings, bookings.rows) +
      lostOf(this.#waits, waits.rows) +
      [...this.#series].filter(([id, told]) => (dates.get(id) ?? 0) < told).length +
      [...this.#swaps].filter(([id, told]) => got.get(id) !== told).length
    )
  }
}

/** An accepted place in line stays so, whatever its version; anything else may have gone on by a later act of somebody else. */
function lostOf(told: ReadonlyMap<string, Told>, rows: readonly Told[]): number {
  const stored = new Map(rows.map((row) => [row.id, row]))
  return [...told.values()].filter((one) => {
    const row = stored.get(one.id)
    if (!row) return true
    if (one.version === Number.MAX_SAFE_INTEGER) return row.state !== one.state
    if (row.version < one.version) return true
    return (
      row.version === one.version &&
      (row.state !== one.state || Date.parse(row.start) !== Date.parse(one.start))
    )
  }).length
}
