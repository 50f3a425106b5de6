import { randomInt } from 'node:crypto'
import { test as base, expect, type Page } from '@playwright/test'
import { violationsOn } from './axe.ts'
import { siteAt } from './sites.ts'

export { expect }

interface Fixtures {
  /** A page in a browser of its own: another visitor, at another table. Closed when the test ends. */
  another: () => Promise<Page>
  /** The same, signed in as one of the demo's staff. */
  staff: (login: string) => Promise<Page>
}

/** Each worker has a site of its own, each test an address of its own: how often an address may try something is limited. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: a fixture that needs no other
  baseURL: ({}, use, { parallelIndex }) => use(siteAt(parallelIndex)),
  // biome-ignore lint/correctness/noEmptyPattern: a fixture that needs no other
  extraHTTPHeaders: ({}, use) => use({ 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.9` }),
  another: async ({ browser }, use) => {
    const pages: Page[] = []
    await use(async () => {
      const page = await (await browser.newContext()).newPage()
      pages.push(page)
      return page
    })
    for (const page of pages) await page.context().close()
  },
  staff: ({ another }, use) =>
    use(async (login) => {
      const page = await another()
      await signInStaff(page, login)
      return page
    }),
})

/** Whether the pages of this project run scripts. */
export const hasScript = () => test.info().project.use.javaScriptEnabled !== false

/** Nothing that axe would call serious. The checker is a script itself: where scripts are off it has nothing to say. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!hasScript()) return
  const serious = (await violationsOn(page)).filter(
    ({ impact }) => impact === 'serious' || impact === 'critical',
  )
  expect(serious.map(({ id, nodes }) => `${page.url()} ${id} ${nodes[0]?.html}`)).toEqual([])
}

type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>

/** Who signed in once stays so: signing in is limited, and takes its time on purpose. */
const signedIn = new Map<string, Cookies>()

/** Sign in one of the demo's staff: `petugas`, `lurah`, `admin`… */
export async function signInStaff(page: Page, login: string): Promise<void> {
  const known = signedIn.get(login)
  if (known) {
    await page.context().addCookies(known)
    await page.goto('/kantor')
    if (new URL(page.url()).pathname === '/kantor') return
  }
  await page.goto('/masuk/petugas')
  await page.locator('input[name=email]').fill(`${login}@demo.berdaya.example`)
  await page.locator('input[name=password]').fill('coba-berdaya')
  await page.locator('main form button[type=submit]').first().click()
  await expect(page).toHaveURL(/\/kantor/)
  signedIn.set(login, await page.context().cookies())
}

/** The demo shows the code on the page itself; who is new is asked for a name. For a page that asks for the phone. */
export async function signInByPhone(page: Page, phone: string, name = 'Sri Uji'): Promise<void> {
  await page.locator('input[name=phone]').fill(phone)
  await page.getByRole('button', { name: 'Kirim kode' }).click()
  const shown = await page.getByText(/kode Anda \d{6}/).textContent()
  await page.locator('input[name=code]').fill(/\d{6}/.exec(shown ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(page.locator('input[name=code]')).toHaveCount(0)
  const asked = page.getByLabel('Nama', { exact: true })
  if (await asked.isVisible()) {
    await asked.fill(name)
    await page.getByRole('button', { name: /Simpan/ }).click()
  }
}

/** The demo's trader at an address of her own; a phone gets few codes, so she too stays signed in. */
export async function signInTrader(page: Page, path: string): Promise<void> {
  const phone = '080000000001'
  const known = signedIn.get(phone)
  if (known) {
    await page.context().addCookies(known)
    await page.goto(path)
    return
  }
  await page.goto(`/masuk?next=${encodeURIComponent(path)}`)
  await signInByPhone(page, phone)
  await expect(page).not.toHaveURL(/\/masuk/)
  signedIn.set(phone, await page.context().cookies())
}
