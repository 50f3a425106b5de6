import type { Page } from '@playwright/test'
import { expect, expectAccessible, hasScript, signInStaff, test } from '../support/browser.ts'
import { addMarket } from '../support/market.ts'

const stall = (page: Page, code: string) => page.locator('article').filter({ hasText: code })
const chosen = (page: Page, code: string, name: string) =>
  expect(stall(page, code).getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true')
const tap = (page: Page, code: string, name: string) =>
  stall(page, code).getByRole('button', { name, exact: true }).click()

test('a round over a market: one tap a stall, put right by another; without a signal it waits on the phone', async ({
  page,
  context,
}) => {
  await signInStaff(page, 'pengelola')
  const market = `/kantor/ruang/${await addMarket(page)}`
  await page.goto(`${market}/keliling`)
  await expectAccessible(page)
  await tap(page, 'A-1', 'Kosong')
  await chosen(page, 'A-1', 'Kosong')
  await tap(page, 'A-1', 'Hadir')
  await chosen(page, 'A-1', 'Hadir')
  if (hasScript()) {
    await expect(stall(page, 'A-1')).toContainText('Terkirim')
    await context.setOffline(true)
    await tap(page, 'A-2', 'Orang lain')
    await expect(stall(page, 'A-2')).toContainText('Tersimpan di ponsel')
    await expect(page.getByText('1 catatan menunggu sinyal')).toBeVisible()
    await context.setOffline(false)
    await expect(stall(page, 'A-2')).toContainText('Terkirim')
  } else await tap(page, 'A-2', 'Orang lain')
  await page.goto(`${market}/keliling`)
  await chosen(page, 'A-1', 'Hadir')
  await chosen(page, 'A-2', 'Orang lain')
  await expect(page.getByText('2 dari 2 lapak tercatat')).toBeVisible()
})

test('the codes of stalls lead to a page that asks holders to sign in', async ({ page, context }) => {
  await signInStaff(page, 'pengelola')
  const market = `/kantor/ruang/${await addMarket(page)}`
  await page.goto(`${market}/kode-lapak`)
  await expect(page.getByRole('img', { name: 'Kode lapak A-1' })).toBeVisible()
  const { items } = await (
    await page.request.get(`/api/v1/spaces/${market.split('/').at(-1)}/stall-days`)
  ).json()
  await context.clearCookies()
  await page.goto(`/lapak/${items[0].unitId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lapak A-1')
  await expect(page.getByRole('link', { name: 'Masuk' }).last()).toBeVisible()
  await expectAccessible(page)
})
