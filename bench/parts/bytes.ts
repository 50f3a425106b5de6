import type { Browser } from '@playwright/test'
import { firstVisit, openBrowser, weigh, withoutPhotos } from '../browser.ts'
import { bookTheHall, hallPath } from '../journey.ts'
import { atMost, type Figure, kilobytes, type Section } from '../report.ts'
import type { Site } from '../site.ts'
import { meteredWire } from '../wire.ts'

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
      const { page, devtools } = await firstVisit(browser, { serviceWorkers: 'block' })
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
        'Booking: front page, hall, day, questions, phone, code, name, check, confirmation; a new visitor signs in on the way.',
        'First visits with an empty cache, compressed, headers included, photos left out.',
        `HTML, style, script, drawings: ${pages.join('; ')}.`,
      ],
    }
  } finally {
    await browser.close()
  }
}

/** One visitor books the hall, with the cache that a browser has. */
async function journey(site: Site, browser: Browser): Promise<Figure[]> {
  const { page, devtools } = await firstVisit(browser, { serviceWorkers: 'block' })
  const weight = await weigh(devtools)
  let booked = 0
  await bookTheHall(
    page,
    { origin: site.origin, phone: '080000990101', days: 25, name: 'Sanggar Timbang' },
    async (step) => {
      await page.waitForLoadState('networkidle')
      if (step === 'confirmation') booked = withoutPhotos(weight())
    },
  )
  const total = withoutPhotos(weight())
  await page.context().close()
  return [
    atMost('from the front page to "booked", without photos', booked, journeyLimit, kilobytes),
    { what: 'and with the pass', value: kilobytes(total) },
    {
      what: 'the same with photos and all that the service worker keeps',
      value: kilobytes(await wholeJourney(site, browser)),
    },
  ]
}

/** By a meter on the wire: the browser's own numbers leave out what the service worker fetches in the background. */
async function wholeJourney(site: Site, browser: Browser): Promise<number> {
  const wire = await meteredWire(site.port)
  const { page } = await firstVisit(browser)
  try {
    await bookTheHall(
      page,
      { origin: wire.origin, phone: '080000990102', days: 26, name: 'Sanggar Meteran' },
      () => page.waitForLoadState('networkidle'),
    )
    return wire.received()
  } finally {
    await page.context().close()
    await wire.close()
  }
}
