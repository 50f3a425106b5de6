import type { Browser } from '@playwright/test'
import { firstVisit, openBrowser } from '../browser.ts'
import { hallPath } from '../journey.ts'
import { atMost, type Figure, milliseconds, type Section } from '../report.ts'
import type { Site } from '../site.ts'

/** A cheap phone on a bad network (U3). */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
const slowdown = 6
const runs = 3

interface Vitals {
  lcp: number
  cls: number
  tbt: number
}

/** Runs in the page, before anything of it. */
function watch() {
  const vitals = { lcp: 0, cls: 0, tbt: 0 }
  Object.assign(window, { vitals })
  const observe = (
    type: string,
    note: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void,
  ) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true })
  observe('largest-contentful-paint', (entry) => {
    vitals.lcp = entry.startTime
  })
  observe('layout-shift', (entry) => {
    if (!entry.hadRecentInput) vitals.cls += entry.value ?? 0
  })
  observe('longtask', (entry) => {
    vitals.tbt += Math.max(0, entry.duration - 50)
  })
}

async function visit(browser: Browser, address: string): Promise<Vitals> {
  const { page, devtools } = await firstVisit(browser)
  await page.addInitScript(watch)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', network)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.waitForTimeout(500)
  const vitals = await page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals)
  await page.context().close()
  return vitals
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

async function figuresOf(browser: Browser, what: string, address: string): Promise<Figure[]> {
  const seen: Vitals[] = []
  for (let run = 0; run < runs; run++) seen.push(await visit(browser, address))
  const of = (name: keyof Vitals) => median(seen.map((vitals) => vitals[name]))
  return [
    atMost(`${what}: largest paint`, of('lcp'), 2000, milliseconds),
    atMost(`${what}: layout shift`, of('cls'), 0.05, (value) => value.toFixed(3)),
    atMost(`${what}: blocked`, of('tbt'), 150, milliseconds),
  ]
}

/** How the pages come up on a cheap phone. */
export async function lab(site: Site): Promise<Section> {
  const browser = await openBrowser()
  try {
    return {
      title: 'On a cheap phone with a bad network',
      figures: [
        ...(await figuresOf(browser, 'front page', `${site.origin}/`)),
        ...(await figuresOf(browser, 'hall', site.origin + hallPath)),
      ],
      notes: [`1.6 Mbit/s, 150 ms, processor slowed ${slowdown} times, empty cache, median of ${runs}.`],
    }
  } finally {
    await browser.close()
  }
}
