import type { Page } from '@playwright/test'
import { expect, expectAccessible, hasScript, signInStaff, test } from '../support/browser.ts'
import { addMarket } from '../support/market.ts'

const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

/** A round prepared by the form, for a stall of a market of its own. */
async function newRound(page: Page, title: string): Promise<string> {
  await page.goto(`/kantor/ruang/${await addMarket(page)}/undian/baru`)
  await press(page, 'Simpan')
  await expect(page.locator('.error-summary')).toContainText('Nama putaran')
  await page.getByLabel('Nama putaran').fill(title)
  await page.getByRole('checkbox', { name: /A-2/ }).check()
  await page.locator('[name=opensAt]').fill(date(-1))
  await page.locator('[name=appliesUntil]').fill(date(2))
  await page.locator('[name=closesAt]').fill(date(4))
  await page.locator('[name=from]').fill(date(40))
  await page.locator('[name=until]').fill(date(300))
  await press(page, 'Simpan')
  await expect(page.locator('.flash')).toContainText('Tersimpan')
  return page.url()
}

test('a round is prepared, announced with the hash of its seed, and seen by the public', async ({ page }) => {
  const title = `Lapak uji ${Date.now()}`
  await signInStaff(page, 'pengelola')
  const office = await newRound(page, title)
  await press(page, 'Umumkan')
  await expect(page.locator('.flash')).toContainText('Diumumkan')
  await expectAccessible(page)
  await page.goto(`/undian/${office.split('/').at(-1)}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByRole('link', { name: 'Daftar sekarang' })).toBeVisible()
  await expect(page.locator('code').first()).toHaveText(/^[0-9a-f]{64}$/)
  await expectAccessible(page)
  await page.goto(`${office}/daftarkan`)
  await page.getByLabel('Nomor usaha').fill('BRD-0000-00')
  await press(page, 'Kirim permohonan')
  await expect(page.locator('.error-summary')).toContainText('tidak ditemukan')
})

test('anyone computes a result again: here with script, by hand without', async ({ page }) => {
  await page.goto('/undian')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Lapak kosong pasar potensi' }).click()
  await expect(page.getByRole('heading', { name: 'Hasil', exact: true })).toBeVisible()
  await expectAccessible(page)
  const file = await page.request.get(`${new URL(page.url()).pathname}/hasil.json`)
  const list = await page.request.get(`${new URL(page.url()).pathname}/daftar.json`)
  expect((await file.json()).list).toEqual(await list.json())
  const start = page.getByRole('button', { name: 'Hitung ulang di peramban ini' })
  if (hasScript()) {
    await start.click()
    await expect(page.locator('[data-draw-result]')).toContainText('sama dengan yang diumumkan')
    await expect(page.locator('[data-draw-result] li')).toHaveCount(6)
  } else {
    await expect(start).toBeHidden()
    await page.getByText('Memeriksa tanpa peramban ini').click()
    await expect(page.getByText('sha256sum')).toBeVisible()
  }
  await page.getByRole('link', { name: 'Cara undian bekerja, langkah demi langkah' }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cara undian bekerja')
  await expectAccessible(page)
})
