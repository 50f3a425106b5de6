import type { Page } from '@playwright/test'
import { demoId } from '../../demo/ids.ts'
import { expect, expectAccessible, hasScript, signInStaff, test } from '../support/browser.ts'

/** A verified business of the demo that no other test changes. */
const record = (path = '') => `/kantor/pelaku/${demoId('business', 20)}${path}`
const save = (page: Page) => page.getByRole('button', { name: 'Simpan' }).first().click()
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test.beforeEach(async ({ page }) => {
  await signInStaff(page, 'petugas')
})

test('an officer writes sales and capital; the size follows, and the history says why', async ({ page }) => {
  await page.goto(record())
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Ubah.*Penjualan dan modal$/ }).click()
  await page
    .getByLabel('Penjualan', { exact: false })
    .first()
    .fill(hasScript() ? '1,5 juta' : '1,6 juta')
  await page.getByRole('radio', { name: 'Hari' }).check()
  await page.getByLabel('Hari jualan seminggu').fill('6')
  await page.getByLabel('Angka tahun').fill('2025')
  await save(page)
  await expect(page.getByText('Tulis mengapa data ini diubah.').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Mengapa diubah?').fill('Dihitung bersama pemilik.')
  await save(page)
  await expect(page.getByText('Perubahan disimpan.')).toBeVisible()
  await expect(page.getByText(hasScript() ? '468.000.000' : '499.200.000').first()).toBeVisible()

  await page.getByRole('link', { name: 'Riwayat' }).click()
  await expect(heading(page, 'Riwayat')).toBeVisible()
  await expect(page.getByText('Alasan: Dihitung bersama pemilik.').first()).toBeVisible()
  await expectAccessible(page)
})

test('the code of an activity is found by everyday words', async ({ page }) => {
  await page.goto(record('/kbli'))
  await page.getByLabel('Jual atau mengerjakan apa?').fill('jual gorngan')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('radio', { name: /^Kedai makanan/ }).check()
  await page.getByLabel('Mengapa diubah?').fill('Disepakati dengan pemilik.')
  await expectAccessible(page)
  await save(page)
  await expect(page.getByText('56103 · Kedai makanan').first()).toBeVisible()
})

test('a permit with a wrong number is explained, with the right one it is kept', async ({ page }) => {
  await page.goto(record('/izin'))
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Tambah izin' }).click()
  await page.getByRole('link', { name: 'Sertifikat halal' }).click()
  await page.getByLabel('Nomor', { exact: true }).fill('KH 12345')
  await page.getByLabel('Mengapa diubah?').fill('Dari sertifikat aslinya.')
  await save(page)
  await expect(page.getByText('Ini nomor ketetapan halal').first()).toBeVisible()
  const number = `ID3311${String(Date.now()).padStart(13, '0')}`
  await page.getByLabel('Nomor', { exact: true }).fill(number)
  await expectAccessible(page)
  await save(page)
  await expect(page.getByText(number, { exact: true })).toBeVisible()
  await page.goto('/kantor/izin')
  await expect(heading(page, 'Izin yang habis')).toBeVisible()
  await expectAccessible(page)
})

test('what somebody else saved meanwhile is shown before it is overwritten', async ({ page, context }) => {
  const pesantren = hasScript() ? 'Al-Muayyad' : 'Ta’mirul Islam'
  const late = await context.newPage()
  await late.goto(record('/ubah/santri'))
  await page.goto(record('/ubah/market'))
  const daily = page.getByRole('radio', { name: 'Buku setiap hari' })
  await ((await daily.isChecked()) ? page.getByRole('radio', { name: 'Aplikasi' }) : daily).check()
  await page.getByLabel('Mengapa diubah?').fill(`Diperiksa ${Date.now()}.`)
  await save(page)
  await expect(page.getByText('Perubahan disimpan.')).toBeVisible()
  await late.getByLabel('Nama pesantren').fill(pesantren)
  await late.getByRole('checkbox', { name: /Usaha santri/ }).check()
  await late.getByLabel('Mengapa diubah?').fill('Dari pemilik.')
  await save(late)
  await expect(late.getByText('Data ini baru saja diubah orang lain')).toBeVisible()
  await expect(late.getByLabel('Nama pesantren')).toHaveValue(pesantren)
  await save(late)
  await expect(late.getByText('Perubahan disimpan.')).toBeVisible()
})
