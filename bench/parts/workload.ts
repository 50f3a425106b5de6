import { parseArgs } from 'node:util'
import { type Random, randomFrom } from '../../demo/random.ts'
import { plusDays, timeOn } from '../acts/days.ts'
import { Ledger } from '../acts/ledger.ts'
import { type Place, placesFor } from '../acts/places.ts'
import { Sender } from '../acts/sender.ts'
import { type App, startApps } from '../cluster.ts'
import { count, type Figure, rate, type Section } from '../report.ts'

const clients = 32
/** Milliseconds between one kill and the next. */
const pause = 4000

/** `--acts 5000` for a shorter one. */
const { values: asked } = parseArgs({
  options: { acts: { type: 'string' } },
  strict: false,
  allowPositionals: true,
})
const wanted = Number(asked.acts ?? 100_000)

const person = { groupKind: 'community', name: 'Karang Taruna', purpose: 'meeting', attendees: 1 }
const booker = { name: 'Warga', phone: undefined }

/** What one client does, over and over; each act once, however often it must be sent. */
class Client {
  readonly #mine: { id: string; place: Place }[] = []
  readonly #random: Random
  readonly #places: readonly Place[]
  readonly #send: Sender
  readonly #ledger: Ledger

  constructor(number: number, places: readonly Place[], send: Sender, ledger: Ledger) {
    this.#random = randomFrom(0xac7 + number)
    this.#places = places
    this.#send = send
    this.#ledger = ledger
  }

  async act(): Promise<void> {
    const dice = this.#random.next()
    if (dice < 0.45 || this.#mine.length < 3) return this.#book()
    if (dice < 0.7) return this.#move()
    if (dice < 0.9) return this.#cancel()
    return dice < 0.97 ? this.#series() : this.#clear()
  }

  #time(hours = 1) {
    const date = plusDays(this.#random.whole(1, 40))
    return timeOn(date, this.#random.whole(8, 20 - hours), hours)
  }

  #one = <Item>(items: readonly Item[]) => items[this.#random.whole(0, items.length - 1)] as Item
  #place = () => this.#one(this.#places)

  async #book() {
    const place = this.#place()
    const answer = await this.#send.post(`/spaces/${place.spaceId}/bookings`, {
      ...person,
      booker,
      unitId: this.#random.next() < 0.1 ? place.whole : this.#one(place.seats),
      ...this.#time(),
    })
    if (!this.#ledger.note('book', answer)) return
    this.#mine.push({ id: answer.body.id, place })
  }

  #own = () => this.#one(this.#mine)

  async #move() {
    const own = this.#own()
    const unitId = this.#random.next() < 0.5 ? this.#one(own.place.seats) : undefined
    const answer = await this.#send.post(`/bookings/${own.id}/reschedule`, { unitId, ...this.#time() })
    this.#ledger.note('move', answer)
  }

  async #cancel() {
    const own = this.#own()
    this.#mine.splice(this.#mine.indexOf(own), 1)
    const answer = await this.#send.post(`/bookings/${own.id}/cancellation`, { reason: 'Tidak jadi.' })
    this.#ledger.note('cancel', answer)
  }

  async #series() {
    const place = this.#place()
    const first = plusDays(this.#random.whole(1, 12))
    const dates = [0, 7, 14, 21].map((days) => plusDays(days, first))
    const answer = await this.#send.post(`/spaces/${place.spaceId}/series`, {
      ...person,
      booker,
      unitId: this.#one(place.seats),
      first,
      from: this.#random.whole(8, 18) * 60,
      minutes: 60,
      repeat: 'week',
      count: dates.length,
      dates,
    })
    this.#ledger.note('series', answer)
  }

  async #clear() {
    const place = this.#place()
    const time = this.#time(2)
    const seen = await this.#send.get(
      `/spaces/${place.spaceId}/clearing-conflicts?start=${time.start}&end=${time.end}&unitId=${place.whole}`,
    )
    const inTheWay = seen.body.bookings ?? []
    const answer = await this.#send.post(`/spaces/${place.spaceId}/clearings`, {
      groupKind: 'government',
      purpose: 'training',
      attendees: 1,
      title: 'Pelatihan',
      booker,
      unitId: place.whole,
      seen: inTheWay.map(({ id }) => id),
      ...time,
    })
    this.#ledger.note('clear', answer)
  }
}

/** One of the programs dies and comes back until the work is done. Returns how often. */
async function keepKilling(app: App | undefined, done: () => boolean): Promise<number> {
  let times = 0
  while (!done()) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    if (done()) break
    await app?.killAndRestart()
    times += 1
  }
  return times
}

/**
 * Everything that may take a place, at random, by 32 clients of two programs on one database of which one is killed again and
 * again; afterwards the database is asked whether anything is held twice or was lost.
 */
export async function workload(): Promise<Section> {
  const { owner, databaseUrl, apps, stop } = await startApps(2)
  try {
    const { key, places } = await placesFor(databaseUrl, owner)
    const send = new Sender(
      apps.map(({ port }) => port),
      key,
    )
    const ledger = new Ledger()
    let left = wanted
    const startedAt = performance.now()
    const work = Promise.all(
      Array.from({ length: clients }, async (_, number) => {
        const client = new Client(number, places, send, ledger)
        while (left-- > 0) await client.act()
      }),
    )
    let over = false
    const killed = keepKilling(apps[1], () => over)
    await work
    over = true
    const seconds = (performance.now() - startedAt) / 1000
    const kills = await killed
    const figures: Figure[] = [
      { what: 'acts', value: count(wanted) },
      { what: 'done and told so', value: ledger.summary('done') },
      { what: 'refused by a rule, and told which', value: ledger.summary('refused') },
      { what: 'acts a second', value: rate(wanted / seconds) },
      { what: 'programs killed in the middle of it', value: count(kills) },
      { what: 'acts sent again because the program had died', value: count(send.again) },
      ...(await ledger.violations(owner)),
    ]
    return {
      title: `${count(wanted)} acts on places, ${clients} clients, two programs, one killed again and again`,
      figures,
      notes: [
        'Booking, moving (also to another unit), cancelling, weekly series, and events that clear a whole space, on places of one whole and twelve seats each.',
      ],
    }
  } finally {
    await stop()
  }
}
