import type { Page } from '@playwright/test'
import { expect, expectAccessible, hasScript, signInStaff, signInTrader, test } from '../support/browser.ts'

/** A month so many months ago of which nobody told; each run with and without script has its own. */
function monthAgo(count: number): string {
  const day = new Date()
  day.setUTCDate(1)
  day.setUTCMonth(day.getUTCMonth() - count - (hasScript() ? 0 : 1))
  return day.toISOString().slice(0, 7)
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('a trader tells of a month on one page, is asked about a slip, and sees the year beside the peers', async ({
  page,
}) => {
  await signInTrader(page, '/saya/usaha/0190de00-0003-7000-8000-000000000013/perkembangan')
  await expect(page.getByRole('heading', { name: 'Dibandingkan usaha serupa' })).toBeVisible()
  await expect(page.getByText('Separuh usaha serupa menjual antara')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Penjualan', exact: true })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Mulai' }).click()
  await expect(page.locator('input[name=sales]')).toHaveValue('')
  await page.locator('input[name=sales]').fill('150 juta')
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  await expect(page.getByLabel(/Benar penjualan naik dari .* menjadi Rp\s150\.000\.000\?/)).toBeVisible()
  await expect(page.locator('input[name=sales]')).toHaveValue('150 juta')
  await expectAccessible(page)

  await page.goto(`${new URL(page.url()).pathname}?bulan=${monthAgo(15)}`)
  await page.locator('input[name=sales]').fill('6,8 juta')
  await page.getByLabel('Penjualan ini perkiraan').check()
  await page.locator('input[name=workers]').fill('3')
  await page.getByRole('button', { name: /Kirim laporan|Simpan perbaikan/ }).click()
  await expect(page.getByText(/tercatat: ± Rp\s6\.800\.000 · 3 orang/)).toBeVisible()
})

test('an officer enters many businesses; each row is saved by itself', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto(`/kantor/perkembangan?belum=on&bulan=${monthAgo(17)}`)
  const rows = page.locator('main tbody tr')
  const [right, wrong] = [rows.nth(0), rows.nth(1)]
  const name = (await right.getByRole('link').textContent()) ?? ''
  await right.getByLabel(/^Penjualan/).fill('2 jt 250 rb')
  await wrong.getByLabel(/^Penjualan/).fill('banyak')
  await page.getByRole('button', { name: /Simpan baris/ }).click()
  await expect(page.getByText('1 baris tersimpan')).toBeVisible()
  await expect(page.getByText('1 baris belum disimpan')).toBeVisible()
  await expect(rows.getByLabel(/^Penjualan/).first()).toHaveValue('banyak')
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
  await expectAccessible(page)
})

test('an officer makes a list that is reminded, and puts a business on it', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/perkembangan')
  const reference = /BRD-\w{4}-\w\w/.exec((await page.locator('main tbody').textContent()) ?? '')?.[0] ?? ''
  await page.getByRole('link', { name: 'Kelompok yang dipantau' }).click()
  await page.getByRole('link', { name: 'Kelompok baru' }).click()
  await page.getByLabel('Nama kelompok').fill(`Yayasan uji ${Date.now()}`)
  await page.getByRole('button', { name: 'Buat kelompok' }).click()
  await expect(heading(page)).toHaveText(/Yayasan uji/)
  await page.getByLabel('Nomor usaha').fill(`${reference.toLowerCase()} BRD-ZZZZ-ZZ`)
  await page.getByRole('button', { name: 'Tambahkan' }).click()
  await expect(page.getByText('1 usaha ditambahkan, 0 sudah ada. Tidak dikenal: BRD-ZZZZ-ZZ.')).toBeVisible()
  await expect(page.locator('main tbody')).toContainText(reference)
  await expectAccessible(page)
})

test('an evaluator reads a study without names and takes it along', async ({ page }) => {
  await signInStaff(page, 'evaluator')
  await page.goto('/kantor/studi')
  await page.getByRole('link', { name: 'Penjualan sebelum dan sesudah pasar potensi' }).click()
  await expect(page.getByText(/Tidak disertakan: \d+ usaha/)).toBeVisible()
  await expect(page.locator('main tbody tr').first()).toContainText(/^[0-9A-Z]{16}/)
  await expectAccessible(page)
  const file = await page.request.get(`${new URL(page.url()).pathname}/unduh?format=csv`)
  const text = await file.text()
  expect(text.split('\n')[0]).toContain('pseudonym,month,regency,sector,size,started,sales')
  expect(text).not.toMatch(/Sri|Warung|Katering|0190de00/)
})
