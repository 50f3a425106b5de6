import { parseArgs } from 'node:util'
import { grow } from '../../demo/grow/grow.ts'
import { requestText } from '../load.ts'
import { beside, type Measured, onlyStatus } from '../measure.ts'
import { staffWithKey } from '../people.ts'
import { atMost, count, type Figure, milliseconds, type Section } from '../report.ts'
import { type Site, startSite } from '../site.ts'

/** Rows of the small register, to which the large one is compared. */
const small = 10_000
const duration = 4000
/** Milliseconds in which 95 of 100 answers must have come, one asked after another. */
const most = 60
/** How many times as long as with ten thousand rows. */
const growth = 2

/** Where Surakarta's businesses stand: tiles that an officer looks at first, farther and nearer. */
const tiles = [
  [4, 12, 4],
  [6, 51, 17],
  [9, 413, 138],
  [11, 1654, 555],
] as const

/** What officers ask for, of a city and of the whole nation. */
const questions = [
  ['browse', 'nation', ['/businesses?limit=25']],
  ['browse', 'city', ['/businesses?limit=25&region=33.72', '/businesses?limit=25&region=32.73&sort=name']],
  [
    'word + regency',
    'city',
    ['/businesses?search=katering&region=33.72', '/businesses?search=batik+barokah&region=32.73'],
  ],
  ['word', 'nation', ['/businesses?search=katering', '/businesses?search=sri+lestari']],
  [
    'word + typo',
    'city',
    ['/businesses?search=kateirng&region=33.72', '/businesses?search=brokah&region=32.73'],
  ],
  ['word + typo', 'nation', ['/businesses?search=kateirng', '/businesses?search=brokah']],
  [
    'facet counts',
    'city',
    ['/businesses/counts?region=33.72', '/businesses/counts?region=32.73&state=verified'],
  ],
  ['facet counts', 'nation', ['/businesses/counts', '/businesses/counts?sector=food']],
  ['facet counts of a word', 'city', ['/businesses/counts?region=33.72&search=katering']],
  ['facet counts of a word', 'nation', ['/businesses/counts?search=katering']],
  ['map tiles', 'nation', tiles.map(([zoom, x, y]) => `/businesses/map/${zoom}/${x}/${y}`)],
  ['map tiles', 'city', tiles.map(([zoom, x, y]) => `/businesses/map/${zoom}/${x}/${y}?region=33.72`)],
] as const

const p95 = ({ waits }: Measured) =>
  Float64Array.from(waits).sort()[Math.floor(waits.length * 0.95)] ?? Number.POSITIVE_INFINITY

/** Every question in turns, one client, p95 of the whole HTTP answer in milliseconds. */
async function measure(site: Site, key: string): Promise<{ times: number[]; failures: Figure[] }> {
  const subjects = questions.map(([, , paths]) => {
    const requests = paths.map((path) =>
      requestText({ port: site.port, path: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } }),
    )
    return {
      use: site.program,
      port: site.port,
      connections: 1,
      request: (index: number) => requests[index % requests.length] ?? '',
    }
  })
  const measured = await beside(subjects, duration)
  const failures = measured.map((one) => onlyStatus(one, 200)).filter(({ met }) => met === false)
  return { times: measured.map(p95), failures }
}

const rowsWanted = () =>
  Number(
    parseArgs({ options: { rows: { type: 'string' } }, strict: false, allowPositionals: true }).values.rows ??
      1_000_000,
  )

/**
 * Lists, counts and map of the register with ten thousand rows and with a million (`--rows 13400000`: the national register),
 * on a site of its own.
 */
export async function registry(): Promise<Section> {
  const rows = rowsWanted()
  const site = await startSite({ environment: { PAGE_CACHE: 'off' } })
  try {
    const key = await staffWithKey(site)
    const growTo = async (businesses: number) => {
      const startedAt = performance.now()
      await grow(site.owner, { businesses, bookings: 0 }, () => undefined)
      return (performance.now() - startedAt) / 1000
    }
    await growTo(small)
    const before = await measure(site, key)
    const seconds = await growTo(rows)
    const after = await measure(site, key)
    const figures = questions.flatMap(([what, where], index): Figure[] => {
      const [early, late] = [before.times[index] ?? 0, after.times[index] ?? 0]
      return [
        atMost(`${what}, ${where}: p95`, late, most, milliseconds),
        {
          ...atMost(
            `${what}, ${where}: against ${count(small)} rows`,
            late / early,
            growth,
            (times) => `${count(times)} ×`,
          ),
        },
      ]
    })
    return {
      title: `The register with ${count(rows)} businesses, one client`,
      figures: [...figures, ...before.failures, ...after.failures],
      notes: [
        `p95 with ${count(small)} rows: ${questions.map(([what, where], index) => `${what} (${where}) ${milliseconds(before.times[index] ?? 0)}`).join(', ')}.`,
        `Growing to this size took ${count(seconds)} s. Row-level security is on: an officer of the whole nation asks.`,
      ],
    }
  } finally {
    await site.stop()
  }
}
