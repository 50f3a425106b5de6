import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/** Whether the pages of this project run scripts. */
export const hasScript = () => test.info().project.use.javaScriptEnabled !== false

/** Nothing that axe would call serious. The checker is a script itself: where scripts are off it has nothing to say. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!hasScript()) return
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
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
