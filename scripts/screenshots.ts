/**
 * Takes the pictures of the README from the demo, into docs/pictures: phone and desktop, light and dark, each at most
 * sixty kilobytes. Run: `npm run screenshots`
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import sharp from 'sharp'
import { openBrowser } from '../bench/browser.ts'
import { bookTheHall, hallPath, type Step, signInStaff } from '../bench/journey.ts'
import { type Site, startSite } from '../bench/site.ts'
import { demoPassword, lurah, officer } from '../demo/cast.ts'

const folder = join(import.meta.dirname, '../docs/pictures')
const mostBytes = 60_000

const common = { locale: 'id-ID', timezoneId: 'Asia/Jakarta', serviceWorkers: 'block' } as const
const phone: BrowserContextOptions = {
  ...common,
  viewport: { width: 390, height: 780 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
const desktop: BrowserContextOptions = {
  ...common,
  viewport: { width: 1280, height: 800 },
  deviceScaleFactor: 1.25,
}

async function openPage(
  browser: Browser,
  device: BrowserContextOptions,
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  return (await browser.newContext({ ...device, colorScheme })).newPage()
}

/** As good as sixty kilobytes allow. */
async function keep(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  const picture = sharp(await page.screenshot())
  for (let quality = 88; ; quality -= 6) {
    const bytes = await picture.clone().webp({ quality, effort: 6 }).toBuffer()
    if (bytes.length > mostBytes && quality > 30) continue
    if (bytes.length > mostBytes) throw new Error(`${name} does not fit into ${mostBytes} bytes`)
    writeFileSync(join(folder, `${name}.webp`), bytes)
    console.log(`${name}.webp: ${bytes.length} bytes, quality ${quality}`)
    return
  }
}

/** What a visitor sees who books the hall. */
async function asVisitor(browser: Browser, { origin }: Site) {
  const page = await openPage(browser, phone, 'light')
  const wanted: Partial<Record<Step, string>> = {
    home: 'home-phone',
    day: 'day-phone',
    check: 'check-phone',
    confirmation: 'confirmation-phone',
    pass: 'pass-phone',
  }
  await bookTheHall(
    page,
    { origin, phone: '080000990001', days: 9, name: 'Sanggar Kembang Setaman' },
    async (step) => {
      const name = wanted[step]
      if (step === 'day') await page.locator('#kalender').scrollIntoViewIfNeeded()
      if (name) await keep(page, name)
    },
  )
  await page.context().close()
}

async function ofPublicPages(browser: Browser, { origin }: Site) {
  for (const [colours, path, device, name] of [
    ['light', '/', desktop, 'home-desktop'],
    ['dark', '/', phone, 'home-phone-dark'],
    ['light', hallPath, phone, 'hall-phone'],
    ['light', `${hallPath}?lihat=minggu#kalender`, desktop, 'hall-desktop'],
    ['dark', `${hallPath}?lihat=minggu#kalender`, desktop, 'hall-desktop-dark'],
    ['light', '/daftar', phone, 'register-phone'],
  ] as const) {
    const page = await openPage(browser, device, colours)
    await page.goto(origin + path)
    await keep(page, name)
    await page.context().close()
  }
}

async function asStaff(browser: Browser, { origin }: Site) {
  for (const [colours, who, path, device, name] of [
    ['light', officer, '/kantor/kotak-masuk', desktop, 'inbox-desktop'],
    ['light', officer, '/kantor/kotak-masuk', phone, 'inbox-phone'],
    ['light', lurah, '/kantor/angka', phone, 'head-phone'],
    ['dark', lurah, '/kantor/angka', phone, 'head-phone-dark'],
    ['light', lurah, '/kantor/angka', desktop, 'head-desktop'],
  ] as const) {
    const page = await openPage(browser, device, colours)
    await signInStaff(page, origin, who.email, demoPassword)
    await page.goto(origin + path)
    await keep(page, name)
    await page.context().close()
  }
}

mkdirSync(folder, { recursive: true })
const site = await startSite()
const browser = await openBrowser()
try {
  await ofPublicPages(browser, site)
  await asVisitor(browser, site)
  await asStaff(browser, site)
} finally {
  await browser.close()
  await site.stop()
}
