import { setTimeout as later } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Board } from '../acts/board.ts'
import { Client } from '../acts/client.ts'
import { Ledger } from '../acts/ledger.ts'
import { placesFor } from '../acts/places.ts'
import { Sender } from '../acts/sender.ts'
import { type App, startApps } from '../cluster.ts'
import { count, type Figure, rate, type Section } from '../report.ts'

const clients = 32
/** Milliseconds between one kill and the next. */
const pause = 4000
/** What was given back last is offered within so many milliseconds: it waits for an undo, then for a job. */
const offersSettle = 45_000

/** `--acts 5000` for a shorter one. */
const { values: asked } = parseArgs({
  options: { acts: { type: 'string' } },
  strict: false,
  allowPositionals: true,
})
const wanted = Number(asked.acts ?? 100_000)

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
    const world = { places, board: new Board(), send, ledger }
    const people = Array.from({ length: clients }, (_, number) => new Client(number, world))
    let left = wanted
    const startedAt = performance.now()
    const work = Promise.all(
      people.map(async (client) => {
        while (left-- > 0) await client.act()
      }),
    )
    let over = false
    const killed = keepKilling(apps[1], () => over)
    await work
    over = true
    const seconds = (performance.now() - startedAt) / 1000
    const kills = await killed
    await later(offersSettle)
    await Promise.all(people.map((client) => client.finish()))
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
        'Booking, moving (also to another unit), swapping (asked for by code, agreed to by the other), cancelling, weekly series, events that clear a whole space, and the waiting list (joining, taking, declining and leaving), on places of one whole and twelve seats each.',
      ],
    }
  } finally {
    await stop()
  }
}
