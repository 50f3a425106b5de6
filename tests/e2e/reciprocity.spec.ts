import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, signInTrader, test } from '../support/browser.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const said = (page: Page) => page.locator('.flash')

/** A hall of this test alone, open day and night, free for who buys from members. Answers its address in the office. */
async function addHall(page: Page, name: string): Promise<string> {
  await signInStaff(page, 'pengelola')
  await page.goto('/kantor/ruang/baru')
  await page.getByLabel('Nama ruang').fill(name)
  await page.getByLabel('Alamat', { exact: true }).fill('Jl. Samosir 12')
  await page.getByLabel('Muat berapa orang').fill('200')
  await press(page, 'Simpan dan lanjut ke jam buka')
  for (let day = 1; day <= 7; day++) {
    await page.locator(`[name=day${day}_a_from]`).fill('00:00')
    await page.locator(`[name=day${day}_a_to]`).fill('00:00')
  }
  await press(page, 'Simpan jam buka')
  await press(page, 'Buka untuk umum')
  await expect(said(page)).toContainText('Dibuka')
  const hall = new URL(page.url()).pathname.replace('/pengaturan', '')
  await page.goto(`${hall}/imbal-beli`)
  await press(page, 'Berlakukan imbal beli')
  await expect(page.getByText('Berlaku untuk pemesanan baru')).toBeVisible()
  await expectAccessible(page)
  return hall
}

test('an event asks a local business, who confirms with the amount; the office sees what is open', async ({
  page,
  another,
}) => {
  test.slow()
  const office = await another()
  const name = `Balai Imbal ${Date.now()}`
  const hall = await addHall(office, name)

  await signInTrader(page, '/saya/jasa')
  await page.getByLabel('Katering').check()
  await page.getByLabel('Apa yang Anda tawarkan').fill('Nasi liwet 100 porsi')
  await page.getByLabel('Harga mulai').fill('1.500.000')
  await page.getByLabel('Nomor ponsel').fill('080000000001')
  await page.getByLabel(/Saya setuju/).check()
  await expectAccessible(page)
  await press(page, 'Simpan')
  await expect(said(page)).toContainText('Penawaran disimpan')
  await expect(page.locator('main')).toContainText('Nasi liwet 100 porsi')

  await office.goto(hall)
  const publicHall = hall.replace('/kantor', '')
  await page.goto(publicHall)
  await expect(page.getByText('Gratis bila acara Anda membeli')).toBeVisible()
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  await page.goto(`${publicHall}?lihat=daftar&hari=${day}`)
  await page.locator('#kalender ul.stack a[href*="lihat=hari"]').first().click()
  await page.locator('a[href*="pesan?mulai"]').first().click()
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok, usaha').fill('Sanggar Imbal')
  await page.getByLabel('Untuk apa?').selectOption('rehearsal')
  await press(page, /Tahan waktu ini/)
  await press(page, 'Pesan sekarang')
  await page.getByRole('link', { name: 'Pilih jasa warga untuk acara ini' }).click()
  await expectAccessible(page)
  await page
    .locator('li', { hasText: 'Nasi liwet 100 porsi' })
    .getByRole('button', { name: /^Minta/ })
    .first()
    .click()
  await expect(said(page)).toContainText('sudah diminta')
  await expect(page.getByText('Menunggu jawaban')).toBeVisible()

  await office.goto(`${hall}/imbal-beli`)
  await expect(office.locator('main')).toContainText('0 disanggupi, 1 menunggu jawaban')

  await page.goto('/saya/jasa')
  await page.locator('li', { hasText: name }).getByRole('link').first().click()
  await press(page, 'Sanggupi')
  await expect(page.locator('.error-summary')).toContainText('Isi jumlah yang dibayar acara')
  await page.getByLabel('Jumlah yang dibayar acara').fill('1.750.000')
  await expectAccessible(page)
  await press(page, 'Sanggupi')
  await expect(said(page)).toContainText('1.750.000')
  await office.reload()
  await expect(office.locator('main')).toContainText('Semua acara sudah membeli')
})
