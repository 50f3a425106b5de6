import {
  type Browser,
  type BrowserContextOptions,
  type CDPSession,
  chromium,
  type Page,
} from '@playwright/test'
import { findChromium } from '../scripts/chromium.ts'

/** The phone most visitors hold. */
export const phone = {
  viewport: { width: 360, height: 640 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'id-ID',
  timezoneId: 'Asia/Jakarta',
} satisfies BrowserContextOptions

export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  // Chromium's own sandbox refuses root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ ...(executablePath && { executablePath }), args })
}

/** A page with an empty cache, as somebody who comes for the first time has. */
export async function firstVisit(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; devtools: CDPSession }> {
  const context = await browser.newContext({ ...phone, ...options })
  const page = await context.newPage()
  return { page, devtools: await context.newCDPSession(page) }
}

export interface Weight {
  /** Bytes on the wire, headers included, by what they are for. */
  Document: number
  Stylesheet: number
  Script: number
  /** Icons and drawings. */
  Image: number
  Photo: number
  Other: number
}

const nothing = (): Weight => ({ Document: 0, Stylesheet: 0, Script: 0, Image: 0, Photo: 0, Other: 0 })

/** Weigh what a page loads from now on. Photos, which the figures leave out, are counted apart. */
export async function weigh(devtools: CDPSession): Promise<() => Weight> {
  const weight = nothing()
  const kinds = new Map<string, keyof Weight>()
  await devtools.send('Network.enable')
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    const kind = /\/berkas\//.test(response.url) ? 'Photo' : type in weight ? (type as keyof Weight) : 'Other'
    kinds.set(requestId, kind)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight[kinds.get(requestId) ?? 'Other'] += encodedDataLength
  })
  return () => ({ ...weight })
}

export const withoutPhotos = ({ Photo, ...rest }: Weight) =>
  Object.values(rest).reduce((sum, bytes) => sum + bytes, 0)
