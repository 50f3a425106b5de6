import { type Random, randomFrom } from '../../demo/random.ts'
import { answers, type Board, type Kept, keptAs } from './board.ts'
import { plusDays, timeOn } from './days.ts'
import type { Ledger } from './ledger.ts'
import { InLine } from './line.ts'
import type { Place } from './places.ts'
import type { Sender } from './sender.ts'
import { swap } from './swap.ts'

/** What all clients share. */
export interface World {
  places: readonly Place[]
  board: Board
  send: Sender
  ledger: Ledger
}

const event = { groupKind: 'government', purpose: 'training', attendees: 1, title: 'Pelatihan' }
const booker = { name: 'Warga' }

/** What one client does, over and over; each act once, however often it must be sent. */
export class Client {
  readonly random: Random
  readonly world: World
  readonly #number: number
  readonly #mine: Kept[] = []
  readonly #line: InLine
  #people = 0

  constructor(number: number, world: World) {
    this.#number = number
    this.random = randomFrom(0xac7 + number)
    this.world = world
    this.#line = new InLine(this)
  }

  async act(): Promise<void> {
    const dice = this.random.next()
    if (dice < 0.37 || this.#mine.length < 3) return this.#book()
    if (dice < 0.53) return this.#move()
    if (dice < 0.65) return this.#swap()
    if (dice < 0.73) return this.#line.join(this.#own())
    if (dice < 0.79) return this.#line.look()
    if (dice < 0.93) return this.#cancel()
    return dice < 0.975 ? this.#series() : this.#clear()
  }

  /** At the end: what is offered is taken or declined, so that nothing hangs. */
  finish = (): Promise<void> => this.#line.finish()

  /** Somebody new, who can be told. */
  somebody() {
    this.#people += 1
    const number = this.#number * 1_000_000 + this.#people
    return { ...booker, phone: `+62811${String(number).padStart(8, '0')}` }
  }
  keep(kept: Kept): void {
    this.#mine.push(kept)
    this.world.board.add(kept)
  }
  #drop(gone: Kept): void {
    const index = this.#mine.indexOf(gone)
    if (index >= 0) this.#mine.splice(index, 1)
    this.world.board.remove(gone)
  }

  one = <Item>(items: readonly Item[]) => items[this.random.whole(0, items.length - 1)] as Item
  #own = () => this.one(this.#mine)
  #place = () => this.one(this.world.places)

  #time(hours = 1) {
    const date = plusDays(this.random.whole(1, 40))
    return timeOn(date, this.random.whole(8, 20 - hours), hours)
  }

  async #book() {
    const place = this.#place()
    const answer = await this.world.send.post(`/spaces/${place.spaceId}/bookings`, {
      ...answers,
      booker: this.random.next() < 0.5 ? this.somebody() : booker,
      unitId: this.random.next() < 0.1 ? place.whole : this.one(place.seats),
      ...this.#time(),
    })
    if (this.world.ledger.booked('book', answer)) this.keep(keptAs(answer.body, place))
  }

  async #move() {
    const own = this.#own()
    const unitId = this.random.next() < 0.5 ? this.one(own.place.seats) : undefined
    const answer = await this.world.send.post(`/bookings/${own.id}/reschedule`, { unitId, ...this.#time() })
    if (!this.world.ledger.booked('move', answer)) return
    own.start = answer.body.start
    own.end = answer.body.end
    own.unitId = answer.body.unitId
  }

  async #cancel() {
    const own = this.#own()
    this.#drop(own)
    const answer = await this.world.send.post(`/bookings/${own.id}/cancellation`, { reason: 'Tidak jadi.' })
    this.world.ledger.booked('cancel', answer)
  }

  /** With the booking of whoever it may be, who agrees, declines or does not answer. */
  async #swap() {
    const own = this.#own()
    const other = this.world.board.another(this.random, own, ({ reachable }) => reachable)
    if (!other) return this.#book()
    const swapped = await swap(this, own, other)
    if (!swapped) return
    this.#drop(own)
    this.world.board.remove(other)
    for (const booking of swapped) this.keep(keptAs(booking, own.place))
  }

  async #series() {
    const place = this.#place()
    const first = plusDays(this.random.whole(1, 12))
    const dates = [0, 7, 14, 21].map((days) => plusDays(days, first))
    const answer = await this.world.send.post(`/spaces/${place.spaceId}/series`, {
      ...answers,
      booker,
      unitId: this.one(place.seats),
      first,
      from: this.random.whole(8, 18) * 60,
      minutes: 60,
      repeat: 'week',
      count: dates.length,
      dates,
    })
    this.world.ledger.series(answer)
  }

  async #clear() {
    const place = this.#place()
    const time = this.#time(2)
    const seen = await this.world.send.get(
      `/spaces/${place.spaceId}/clearing-conflicts?start=${time.start}&end=${time.end}&unitId=${place.whole}`,
    )
    const inTheWay = seen.body.bookings ?? []
    const answer = await this.world.send.post(`/spaces/${place.spaceId}/clearings`, {
      ...event,
      booker,
      unitId: place.whole,
      seen: inTheWay.map(({ id }) => id),
      ...time,
    })
    this.world.ledger.booked('clear', answer)
  }
}
