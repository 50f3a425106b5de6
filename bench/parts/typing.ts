import { requestText } from '../load.ts'
import { beside, onlyStatus } from '../measure.ts'
import { atMost, count, milliseconds, type Section } from '../report.ts'
import type { Site } from '../site.ts'

const duration = 3000

/** What people type where the answer must come while they type, misspelt as they misspell. */
const searches = [
  {
    what: 'a village among 83,762',
    path: '/api/v1/regions?q=',
    typed: ['mangkubumin', 'banjarsari solo', 'sukamaju', 'jawa barat'],
    most: 50,
  },
  {
    what: 'a KBLI code in everyday words',
    path: '/api/v1/kbli?search=',
    typed: ['jual gorengan', 'warung nasi goreng keliling malam', 'jahit baju', 'tambal ban'],
    most: 150,
  },
] as const

/** Searches that answer while somebody types, one client. */
export async function typing(site: Site): Promise<Section> {
  const figures: Section['figures'][number][] = []
  for (const { what, path, typed, most } of searches) {
    const requests = typed.map((text) =>
      requestText({ port: site.port, path: `${path}${encodeURIComponent(text)}` }),
    )
    const [found] = await beside(
      [
        {
          use: site.program,
          port: site.port,
          connections: 1,
          request: (index: number) => requests[index % requests.length] ?? '',
        },
      ],
      duration,
    )
    const p95 = Float64Array.from(found.waits).sort()[Math.floor(found.waits.length * 0.95)] ?? 0
    figures.push(
      { what: `${what}: p50`, value: milliseconds(found.p50) },
      atMost(`${what}: p95`, p95, most, milliseconds),
      onlyStatus(found, 200),
    )
  }
  return {
    title: 'Found while somebody types, one client',
    figures,
    notes: [
      `${count(searches.reduce((sum, { typed }) => sum + typed.length, 0))} different texts, most of them with an error, asked in turns.`,
    ],
  }
}
