import type { BrowserContext, Page } from '@playwright/test'
import { expect, signInStaff } from './browser.ts'

const pin = 'sate 4829'
/** The page of an officer in the field. */
export const path = '/kantor/lapangan'

const phase = (page: Page, name: string) => expect(page.locator(`[data-field-phase=${name}]`)).toBeVisible()

/** At the office, with a network: a PIN, and everything that is needed on the way. */
export async function setUp(page: Page): Promise<void> {
  await signInStaff(page, 'petugas')
  await page.goto(path)
  await page.getByLabel('PIN baru').fill(pin)
  await page.getByLabel('Ulangi PIN').fill(pin)
  await page.getByRole('button', { name: 'Simpan PIN dan mulai' }).click()
  await expect(page.getByText(/Siap dipakai tanpa sinyal/)).toBeVisible()
}

export async function unlock(page: Page): Promise<void> {
  await phase(page, 'locked')
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByRole('button', { name: 'Buka', exact: true }).click()
  await phase(page, 'open')
}

/** Cut the network the moment the given request has left. */
function cutAt(context: BrowserContext, page: Page, number: number): Promise<void> {
  let seen = 0
  return new Promise((resolve) => {
    page.on('request', (request) => {
      if (request.method() !== 'PUT' || ++seen !== number) return
      void context.setOffline(true).then(resolve)
    })
  })
}

/** The network comes, breaks as the given request leaves, and the page dies with it. Answers the page opened anew. */
export async function dieAt(context: BrowserContext, dying: Page, number: number): Promise<Page> {
  const cut = cutAt(context, dying, number)
  await online(context, dying)
  await cut
  const page = await context.newPage()
  await dying.close({ runBeforeUnload: false })
  await page.goto(path)
  await unlock(page)
  return page
}

export async function online(context: BrowserContext, page: Page): Promise<void> {
  await context.setOffline(false)
  await page.evaluate(() => dispatchEvent(new Event('online')))
}
