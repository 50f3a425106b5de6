import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { grow } from '../../demo/grow/grow.ts'
import { requestText } from '../load.ts'
import { beside, type Measured, onlyStatus } from '../measure.ts'
import { staffWithKey } from '../people.ts'
import { atMost, count, type Figure, milliseconds, type Section } from '../report.ts'
import { type Site, startSite } from '../site.ts'

/** Rows of the small register, to which the large one is compared. */
const small = 10_000
const usual = 1_000_000
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
  ['who waits', 'city', ['/registrations/waiting?region=33.72&limit=25']],
  ['newest registrations', 'city', ['/registrations?region=33.72&limit=25']],
  ['newest registrations', 'nation', ['/registrations?limit=25']],
  ['a case', 'city', ['/registrations/{case}']],
] as const

const p95 = ({ waits }: Measured) =>
  Float64Array.from(waits).sort()[Math.floor(waits.length * 0.95)] ?? Number.POSITIVE_INFINITY

/** One question, asked of one register by one client. */
function subjectOf({ site, key, waiting }: Register, paths: readonly string[]) {
  const requests = paths.map((path) =>
    requestText({
      port: site.port,
      path: `/api/v1${path.replace('{case}', waiting)}`,
      headers: { authorization: `Bearer ${key}` },
    }),
  )
  return {
    use: site.program,
    port: site.port,
    connections: 1,
    request: (index: number) => requests[index % requests.length] ?? '',
  }
}

/** A site with a register of some size, and the key of an officer of the whole nation. */
interface Register {
  site: Site
  key: string
  /** A registration that nobody decided yet. */
  waiting: string
}

async function registerOf(rows: number, dataDir?: string): Promise<Register> {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true })
  const site = await startSite({
    ...(dataDir !== undefined && { dataDir }),
    environment: { PAGE_CACHE: 'off' },
  })
  await grow(site.owner, { businesses: rows, bookings: 0 }, (line) => console.log(`  ${line}`))
  const { rows: cases } = await site.owner.query<{ id: string }>(
    `select id from registry.registration where decision is null and regency = '33.72' order by deadline limit 1`,
  )
  return { site, key: await staffWithKey(site), waiting: cases[0]?.id ?? '' }
}

/** `--rows 13400000` for the national register; `--data FOLDER` keeps a register that took hours to grow, for the next run. */
const { values: asked } = parseArgs({
  options: { rows: { type: 'string' }, data: { type: 'string' } },
  strict: false,
  allowPositionals: true,
})

/**
 * Lists, counts and map of the register with ten thousand rows and with a million, on two sites beside each other: each question
 * is put to both in turns, so that what else the machine does weighs on both alike.
 */
export async function registry(): Promise<Section> {
  const rows = Number(asked.rows ?? usual)
  const few = await registerOf(small)
  try {
    const many = await registerOf(rows, typeof asked.data === 'string' ? asked.data : undefined)
    try {
      return await compare(few, many, rows)
    } finally {
      await many.site.stop()
    }
  } finally {
    await few.site.stop()
  }
}

async function compare(few: Register, many: Register, rows: number): Promise<Section> {
  const figures: Figure[] = []
  const before: string[] = []
  for (const [what, where, paths] of questions) {
    const [early, late] = await beside([subjectOf(few, paths), subjectOf(many, paths)], duration)
    before.push(`${what} (${where}) ${milliseconds(p95(early))}`)
    figures.push(
      {
        ...atMost(`${what}, ${where}: p50, p95`, p95(late), most, milliseconds),
        value: `${milliseconds(late.p50)}, ${milliseconds(p95(late))}`,
      },
      atMost(
        `${what}, ${where}: p95 against ${count(small)} rows`,
        p95(late) / p95(early),
        growth,
        (times) => `${count(times)} ×`,
      ),
      ...[onlyStatus(early, 200), onlyStatus(late, 200)].filter(({ met }) => met === false),
    )
  }
  return {
    ...(rows !== usual && { variant: String(rows) }),
    title: `The register with ${count(rows)} businesses, one client`,
    figures,
    notes: [
      `p95 with ${count(small)} rows: ${before.join(', ')}.`,
      'Whole HTTP answers of the interface, asked by an officer of the whole nation.',
    ],
  }
}
