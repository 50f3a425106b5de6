import { firstVisit, openBrowser, weigh, withoutPhotos } from '../browser.ts'
import { bookTheHall, hallPath } from '../journey.ts'
import { atMost, type Figure, kilobytes, type Section } from '../report.ts'
import type { Site } from '../site.ts'

/** Every page that anybody may open. */
const publicPages = [
  '/',
  '/ruang',
  hallPath,
  `${hallPath}/pesan`,
  '/daftar',
  '/masuk',
  '/angka',
  '/bantuan',
  '/tentang',
  '/privasi',
  '/aksesibilitas',
  '/wilayah',
]

/** Bytes a page may have (U2), and how much script. */
const limits = { html: 30_000, css: 20_000, script: 60_000 }
const journeyLimit = 60_000

/** What travels over the air: of each public page alone, and of one whole booking. */
export async function bytes(site: Site): Promise<Section> {
  const browser = await openBrowser()
  try {
    const figures: Figure[] = []
    const heaviest = { html: 0, css: 0, script: 0 }
    const pages: string[] = []
    for (const path of publicPages) {
      const { page, devtools } = await firstVisit(browser)
      const weight = await weigh(devtools)
      const answer = await page.goto(site.origin + path, { waitUntil: 'networkidle' })
      if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`)
      const { Document: html, Stylesheet: css, Script: script, Image: drawings } = weight()
      heaviest.html = Math.max(heaviest.html, html)
      heaviest.css = Math.max(heaviest.css, css)
      heaviest.script = Math.max(heaviest.script, script)
      pages.push(`\`${path}\`: ${[html, css, script, drawings].map(kilobytes).join(', ')}`)
      await page.context().close()
    }
    figures.push(
      atMost('HTML of the heaviest public page', heaviest.html, limits.html, kilobytes),
      atMost('style of the heaviest', heaviest.css, limits.css, kilobytes),
      atMost('script of the heaviest', heaviest.script, limits.script, kilobytes),
      ...(await journey(site, browser)),
    )
    return {
      title: 'What travels over the air',
      figures,
      notes: [
        'First visits with an empty cache, compressed, headers included, photos left out.',
        `HTML, style, script, drawings: ${pages.join('; ')}.`,
      ],
    }
  } finally {
    await browser.close()
  }
}

/** One visitor books the hall, with the cache that a browser has. */
async function journey(site: Site, browser: Awaited<ReturnType<typeof openBrowser>>): Promise<Figure[]> {
  const { page, devtools } = await firstVisit(browser)
  const weight = await weigh(devtools)
  let pages = 0
  await bookTheHall(
    page,
    { origin: site.origin, phone: '080000990101', days: 25, name: 'Sanggar Timbang' },
    async () => {
      pages++
      await page.waitForLoadState('networkidle')
    },
  )
  const total = withoutPhotos(weight())
  await page.context().close()
  return [
    { what: 'pages from the front page to the pass', value: String(pages) },
    atMost('all of them together, without photos', total, journeyLimit, kilobytes),
  ]
}
