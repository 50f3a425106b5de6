import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../support/browser.ts'

/** A phone number that no other run used. */
const newPhone = () => `0812${String(Date.now()).slice(-8)}`

const carryOn = (page: Page) => page.getByRole('button', { name: 'Lanjut' }).click()

async function begin(page: Page, kind: string) {
  await page.goto('/daftar')
  await page.getByRole('radio', { name: kind }).check()
  await carryOn(page)
}

/** Type a place with a slip of the finger and choose the right one. */
async function choosePlace(page: Page) {
  await page.getByLabel('Ketik nama kelurahan atau desa').fill('mangkubumin banjarsari')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('radio', { name: /^Kelurahan Mangkubumen/ }).check()
}

test('a street trader registers on the phone: five pages, a code, a number to keep', async ({ page }) => {
  await begin(page, 'Pedagang kaki lima')
  await expectAccessible(page)
  await page.getByLabel('Nama dagangan').fill('Bakso Pak Min')
  await page.getByLabel('Bidang').selectOption('Makanan')
  await page.getByLabel('Apa yang dijual atau dikerjakan?').fill('Bakso dan mi ayam')
  await page.getByLabel('Tempat berdagang').selectOption('Gerobak atau pikulan')
  await page.getByLabel('Di mana tepatnya?').fill('Depan Pasar Nongko')
  await carryOn(page)

  await page.getByLabel('Alamat atau patokan').fill('Jl. Samratulangi 4')
  await choosePlace(page)
  await expectAccessible(page)
  await expect(page.getByLabel('Alamat atau patokan')).toHaveValue('Jl. Samratulangi 4')
  await page.getByLabel(/^RT\b/).fill('satu')
  await carryOn(page)
  await expect(page.getByRole('radio', { name: /^Kelurahan Mangkubumen/ })).toBeChecked()
  await page.getByLabel(/^RT\b/).fill('001')
  await carryOn(page)

  await page.getByLabel('Nama', { exact: true }).fill('Suparmin')
  await carryOn(page)

  await expect(page.getByRole('heading', { name: 'Periksa jawaban Anda' })).toBeVisible()
  await expect(page.getByText('Kelurahan Mangkubumen, Kecamatan Banjarsari')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Masuk dengan nomor HP' }).click()
  await page.getByLabel('Nomor').first().fill(newPhone())
  await page.locator('main form').first().getByRole('button').first().click()
  const shown = (await page.locator('.notice').first().textContent())?.match(/\d{6}/)?.[0] ?? ''
  await page.locator('input[name=code]').fill(shown)
  await page.locator('main form').first().getByRole('button', { name: 'Masuk' }).click()

  await expect(page).toHaveURL(/\/daftar\/periksa/)
  await page.getByRole('button', { name: 'Kirim pendaftaran' }).click()
  await expect(page.getByText('Centang persetujuan untuk mengirim.').first()).toBeVisible()
  await page.getByRole('checkbox', { name: /Saya setuju/ }).check()
  await page.getByRole('button', { name: 'Kirim pendaftaran' }).click()

  await expect(page.getByRole('heading', { name: 'Pendaftaran terkirim' })).toBeVisible()
  const reference = (await page.locator('.confirmation-reference').textContent()) ?? ''
  expect(reference).toMatch(/^BRD-[0-9A-Z]{4}-[0-9A-Z]{2}$/)
  await expect(page.getByText('Petugas Kelurahan Mangkubumen memeriksa')).toBeVisible()
  await expectAccessible(page)

  await page.goto('/saya/usaha')
  await expect(page.getByText(reference)).toBeVisible()
  await expect(page.getByText('Menunggu verifikasi')).toBeVisible()
  await expectAccessible(page)
  // The name was asked once, on the registration.
  await page.goto('/daftar')
  await expect(page.getByText('belum dikirim')).toHaveCount(0)
})

test('answers survive Back, a reload and another day; nothing typed is lost by a mistake', async ({
  page,
}) => {
  await begin(page, 'Kelompok seni')
  await page.getByLabel('Nama kelompok').fill('Sanggar Krida')
  await carryOn(page)
  await expect(page.getByText('Jenis seni: Pilih salah satu').first()).toBeVisible()
  await expect(page.getByLabel('Nama kelompok')).toHaveValue('Sanggar Krida')
  await page.getByLabel('Jenis seni').selectOption('Tari')
  await page.getByLabel('Jumlah anggota').fill('14')
  await carryOn(page)

  await page.getByRole('link', { name: 'Kembali' }).click()
  await expect(page.getByLabel('Nama kelompok')).toHaveValue('Sanggar Krida')
  await expect(page.getByLabel('Jumlah anggota')).toHaveValue('14')
  await page.reload()
  await expect(page.getByLabel('Nama kelompok')).toHaveValue('Sanggar Krida')

  await page.goto('/daftar')
  await expect(page.getByText('Anda punya pendaftaran yang belum dikirim: Sanggar Krida')).toBeVisible()
  await page.getByRole('link', { name: 'Lanjutkan' }).click()
  await expect(page.getByRole('heading', { name: 'Di mana tempatnya?' })).toBeVisible()

  await page.goto('/daftar')
  await page.getByRole('button', { name: 'Hapus dan mulai baru' }).click()
  await page.goto('/daftar/periksa')
  await expect(page).toHaveURL(/\/daftar$/)
})

test('a kept NIK is never shown again, and can be taken back', async ({ page }) => {
  await begin(page, 'Usaha (UMKM)')
  await page.getByLabel('Nama usaha').fill('Dapur Bu Sri')
  await page.getByLabel('Bidang').selectOption('Makanan')
  await page.getByLabel('Apa yang dijual atau dikerjakan?').fill('Nasi liwet')
  await carryOn(page)
  await page.getByLabel('Alamat atau patokan').fill('Jl. Gajah Mada 12')
  await choosePlace(page)
  await carryOn(page)
  await page.getByLabel('Nama', { exact: true }).fill('Sri Wahyuni')
  await page.getByText('Tambahkan nomor resmi').click()
  await page.getByLabel(/^NIK/).fill('123')
  await carryOn(page)
  await expect(page.getByText('NIK terdiri dari 16 angka').first()).toBeVisible()
  await page.getByLabel(/^NIK/).fill('3372 0555 0785 0001')
  await carryOn(page)
  await expect(page.getByText('3372••••••••0001')).toBeVisible()
  expect(await page.content()).not.toContain('3372055507850001')
  await page.getByRole('link', { name: 'Ubah Pemilik' }).click()
  await expectAccessible(page)
  await page.getByRole('checkbox', { name: 'Hapus NIK' }).check()
  await carryOn(page)
  await expect(page.getByText('3372••••••••0001')).toHaveCount(0)
})

test('a place can be found by going down from the province', async ({ page }) => {
  await begin(page, 'Usaha (UMKM)')
  await page.getByLabel('Nama usaha').fill('Batik Arum')
  await page.getByLabel('Bidang').selectOption('Kerajinan')
  await page.getByLabel('Apa yang dijual atau dikerjakan?').fill('Batik tulis')
  await carryOn(page)
  await page.getByRole('button', { name: 'Telusuri dari provinsi' }).click()
  for (const name of ['Lampung', 'Kabupaten Pringsewu', 'Kecamatan Gading Rejo'])
    await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('radio', { name: 'Desa Wonosari', exact: true }).check()
  await page.getByLabel('Alamat atau patokan').fill('Jl. Raya 1')
  await carryOn(page)
  await expect(page.getByRole('heading', { name: 'Siapa pemiliknya?' })).toBeVisible()
})

test('the pages fit 320 pixels, also in English', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['/daftar', '/en/daftar', '/wilayah?q=banjarsari', '/wilayah/33.72.05', '/en/wilayah']) {
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    await expectAccessible(page)
  }
})
