import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
const wrong = (page: Page) => page.locator('.error-summary')
const said = (page: Page) => page.locator('.flash')
const card = (page: Page, text: string) => page.locator('article').filter({ hasText: text })
const tomorrow = () => new Date(Date.now() + (24 + 7) * 3_600_000).toISOString().slice(0, 10)

/** A hall of this test alone, open day and night: what others do in the demo's halls does not matter. Answers its address. */
async function addHall(page: Page, name: string): Promise<string> {
  await page.goto('/kantor/ruang/baru')
  await press(page, 'Simpan dan lanjut ke jam buka')
  await expect(wrong(page)).toContainText('Nama ruang: Wajib diisi.')
  await expectAccessible(page)
  await page.getByLabel('Nama ruang').fill(name)
  await page.getByLabel('Alamat', { exact: true }).fill('Jl. Samosir 12')
  await page.getByLabel('Muat berapa orang').fill('1.200')
  await page.getByLabel('Kursi', { exact: true }).check()
  await page.getByLabel('Keterangan Kursi').fill('150 buah')
  await press(page, 'Simpan dan lanjut ke jam buka')
  await expect(said(page)).toContainText(name)
  await page.locator('[name=day1_a_from]').fill('00:00')
  await press(page, 'Simpan jam buka')
  await expect(wrong(page)).toContainText('Senin: isi jam buka dan jam tutup')
  for (let day = 1; day <= 7; day++) {
    await page.locator(`[name=day${day}_a_from]`).fill('00:00')
    await page.locator(`[name=day${day}_a_to]`).fill('00:00')
  }
  await press(page, 'Simpan jam buka')
  await expect(said(page)).toContainText('Jam buka disimpan')
  await press(page, 'Buka untuk umum')
  await expect(said(page)).toContainText('Dibuka')
  await expect(page.getByLabel('Keterangan Kursi')).toHaveValue('150 buah')
  await expect(page.getByLabel('Muat berapa orang')).toHaveValue('1200')
  return new URL(page.url()).pathname.replace('/pengaturan', '')
}

async function describeVisit(page: Page, name: string) {
  await page.getByLabel('Nama orang yang memesan').fill(name)
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok atau usaha').fill(`Sanggar ${name}`)
  await page.getByLabel('Keperluan').selectOption('rehearsal')
  await page.getByLabel('Perkiraan jumlah orang').fill('25')
}

/** Book the first time that the desk offers, or a later one. Answers the code of the pass. */
async function bookFor(page: Page, name: string): Promise<string> {
  await describeVisit(page, name)
  await press(page, 'Pesan sekarang')
  await expect(said(page)).toContainText(`Sanggar ${name}`)
  return /Kodenya ([0-9A-Z]{8})/.exec((await said(page).textContent()) ?? '')?.[1] ?? ''
}

async function check(page: Page, hall: string, code: string) {
  await page.goto(`${hall}/hadir`)
  await page.getByLabel('Kode pas').fill(code)
  await press(page, 'Periksa dan catat')
}
const verdict = (page: Page) => page.locator('.verdict')

test('a hall is added and opened, people are booked in at the desk, checked in by their code, and counted', async ({
  page,
}) => {
  await signInStaff(page, 'pengelola')
  const hall = await addHall(page, `Balai Meja ${Date.now()}`)

  await page.goto(`${hall}/pesan-untuk`)
  await page.getByLabel('Mulai').selectOption({ index: 1 })
  const now = await bookFor(page, 'Hari Ini')
  await page.goto(`${hall}/pesan-untuk?hari=${tomorrow()}`)
  await press(page, 'Pesan sekarang')
  await expect(wrong(page)).toContainText('Nama orang yang memesan: Wajib diisi.')
  await expectAccessible(page)
  const later = await bookFor(page, 'Besok')

  await check(page, hall, `${now.slice(0, 4).toLowerCase()}-${now.slice(4)}`)
  await expect(verdict(page)).toContainText('Silakan masuk')
  await expectAccessible(page)
  await check(page, hall, now)
  await expect(verdict(page)).toContainText('Sudah dicatat hadir')
  await check(page, hall, `https://berdaya.example/pas/${later}`)
  await expect(verdict(page)).toContainText(/Terlalu awal|Silakan masuk/)
  await check(page, hall, '22222222')
  await expect(verdict(page)).toContainText('Kode tidak ditemukan')
  await check(page, '/kantor/ruang/sasono-krida-warga-mangkubumen', later)
  await expect(verdict(page)).toContainText('Bukan ruang ini')

  await page.goto(hall)
  await expectAccessible(page)
  await card(page, now).getByLabel('Jumlah orang').fill('31')
  await card(page, now).getByRole('button', { name: 'Selesai' }).click()
  await expect(card(page, now)).toContainText('31 orang datang')
})

test('who is slower takes one of the nearest times, and what was typed is not lost', async ({
  page,
  context,
}) => {
  await signInStaff(page, 'pengelola')
  const hall = await addHall(page, `Balai Bentrok ${Date.now()}`)
  await page.goto(`${hall}/pesan-untuk?hari=${tomorrow()}`)
  const faster = await context.newPage()
  await faster.goto(page.url())
  await bookFor(faster, 'Cepat')
  await describeVisit(page, 'Lambat')
  await press(page, 'Pesan sekarang')
  await expect(wrong(page)).toContainText('sudah diambil orang lain')
  await expect(page.getByLabel('Nama orang yang memesan')).toHaveValue('Lambat')
  await page
    .getByRole('button', { name: /^Ambil/ })
    .first()
    .click()
  await expect(said(page)).toContainText('Sanggar Lambat sudah dipesankan')
})

test('a closure shows first whom it would send away; a booking is cancelled only with a reason', async ({
  page,
}) => {
  await signInStaff(page, 'pengelola')
  const hall = await addHall(page, `Balai Tutup ${Date.now()}`)
  const day = tomorrow()
  await page.goto(`${hall}/pesan-untuk?hari=${day}`)
  const first = await bookFor(page, 'Pertama')
  await page.goto(`${hall}/pesan-untuk?hari=${day}`)
  const second = await bookFor(page, 'Kedua')

  await page.goto(`${hall}?hari=${day}`)
  await card(page, first).getByText('Batalkan…').click()
  await card(page, first).getByRole('button', { name: 'Batalkan pemesanan ini' }).click()
  await expect(card(page, first).locator('.error-summary')).toBeVisible()
  await card(page, first).getByLabel('Alasan pembatalan').fill('Listrik padam')
  await card(page, first).getByRole('button', { name: 'Batalkan pemesanan ini' }).click()
  await expect(said(page)).toContainText('dibatalkan')
  expect(page.url()).toContain(day)

  await page.goto(`${hall}/penutupan`)
  await page.getByLabel('Mulai tanggal').fill(day)
  await page.getByLabel('Alasan', { exact: true }).fill('Atap diperbaiki')
  await press(page, /Periksa pemesanan/)
  await expect(page.getByText('1 pemesanan ada pada waktu itu')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sanggar Kedua' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Batalkan saja').check()
  await press(page, 'Proses 1 pemesanan, lalu tutup ruang')
  await expect(said(page)).toContainText('Sanggar Kedua: dibatalkan dan diberi tahu')
  await page.goto(`${hall}/pemesanan?q=${second}`)
  await expect(page.getByRole('row').filter({ hasText: second })).toContainText('Dibatalkan')
  await page.goto(`${hall}/penutupan`)
  await press(page, /Cabut penutupan/)
  await expect(page.getByText('Tidak ada penutupan')).toBeVisible()
})

test('officers serve but do not keep; staff of another city see nothing', async ({ page, context }) => {
  const hall = '/kantor/ruang/sasono-krida-warga-mangkubumen'
  await signInStaff(page, 'petugas')
  await page.goto(hall)
  await expect(page.getByRole('link', { name: 'Pengaturan' })).toHaveCount(0)
  expect((await page.goto(`${hall}/pengaturan`))?.status()).toBe(403)
  expect((await page.goto('/kantor/ruang/baru'))?.status()).toBe(403)
  await page.goto(`${hall}/lembar-harian`)
  await expectAccessible(page)
  await context.clearCookies()
  await signInStaff(page, 'surabaya')
  expect((await page.goto(hall))?.status()).toBe(403)
  expect((await page.goto(`${hall}/pemesanan/unduh`))?.status()).toBe(403)
  await page.goto('/kantor/ruang?q=mangkubumen')
  await expect(page.getByText('Tidak ada ruang yang cocok')).toBeVisible()
})
