import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const inDays = (days: number) => new Date(Date.now() + (days * 24 + 7) * 3_600_000).toISOString().slice(0, 10)

/** A hall of this test alone, open day and night. Answers its address. */
async function addHall(page: Page, name: string): Promise<string> {
  await page.goto('/kantor/ruang/baru')
  await page.getByLabel('Nama ruang').fill(name)
  await page.getByLabel('Alamat', { exact: true }).fill('Jl. Samosir 12')
  await page.getByLabel('Muat berapa orang').fill('200')
  await press(page, 'Simpan dan lanjut ke jam buka')
  for (let day = 1; day <= 7; day++) {
    await page.locator(`[name=day${day}_a_from]`).fill('08:00')
    await page.locator(`[name=day${day}_a_to]`).fill('20:00')
  }
  await press(page, 'Simpan jam buka')
  await press(page, 'Buka untuk umum')
  return new URL(page.url()).pathname.replace('/pengaturan', '')
}

async function bookFor(page: Page, hall: string, date: string, name: string, index: number) {
  await page.goto(`${hall}/pesan-untuk?hari=${date}`)
  await page.getByLabel('Mulai').selectOption({ index })
  await page.getByLabel('Nama orang yang memesan').fill(name)
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok atau usaha').fill(`Sanggar ${name}`)
  await page.getByLabel('Keperluan').selectOption('rehearsal')
  await page.getByLabel('Perkiraan jumlah orang').fill('25')
  await press(page, 'Pesan sekarang')
  await expect(page.locator('.flash')).toContainText(`Sanggar ${name}`)
}

test('a booking is carried by keys; a conflict is said before it is dropped; it is moved back by one press', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  await signInStaff(page, 'pengelola')
  const hall = await addHall(page, `Balai Garis ${Date.now()}`)
  const date = inDays(2)
  await bookFor(page, hall, date, 'Pagi', 1)
  await bookFor(page, hall, date, 'Siang', 4)
  await page.goto(`${hall}/garis-waktu?hari=${date}`)
  await expect(page.locator('#cara-geser')).toContainText('Geser pemesanan')
  await expectAccessible(page)
  const bar = page.locator('a.bar', { hasText: 'Sanggar Pagi' })
  const said = page.locator('.say')
  await bar.focus()
  await page.keyboard.press(' ')
  await expect(said).toContainText('diangkat')
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
  await expect(said).toContainText('Sudah dipesan orang lain')
  await page.keyboard.press(' ')
  await expect(page).toHaveURL(/hari=[\d-]+$/)
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
  await expect(said).toContainText('Bisa:')
  await page.keyboard.press(' ')
  await expect(page.locator('.flash')).toContainText('dipindah ke')
  await press(page, 'Kembalikan')
  await expect(page.locator('.flash')).toContainText('kembali di')
})
