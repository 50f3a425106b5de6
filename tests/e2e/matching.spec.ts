import type { Page } from '@playwright/test'
import { expect, expectAccessible, hasScript, signInStaff, test } from '../support/browser.ts'

test.describe.configure({ mode: 'serial' })

/** Each project registers its own: one finds nothing of the other. */
const own = () => `Wedang Yudhistira ${hasScript() ? 'Pertama' : 'Kedua'}`

async function fillDesk(page: Page, name: string, owner: string): Promise<void> {
  await page.goto('/kantor/usaha/daftarkan?jenis=business')
  await page.getByLabel('Nama usaha').fill(name)
  await page.getByLabel('Bidang').selectOption('Minuman')
  await page.getByLabel('Apa yang dijual atau dikerjakan?').fill('Wedang ronde')
  await page.getByLabel('Alamat atau patokan').fill('Jl. Yosodipuro 171')
  await page.getByLabel('Nama', { exact: true }).fill(owner)
  await page.getByLabel(/Persetujuan|setuju/).check()
}

const send = (page: Page) => page.getByRole('button', { name: 'Kirim' }).click()

test('at the desk a business that is recorded already is shown before it is recorded twice', async ({
  page,
}) => {
  await signInStaff(page, 'petugas')
  await fillDesk(page, own(), 'Yunita Wijayanti')
  await send(page)
  await expect(page).toHaveURL(/\/kantor\/usaha\/[0-9a-f-]{36}$/)
  // The comparison runs behind the page.
  await expect(async () => {
    await fillDesk(page, own().toUpperCase(), 'Ibu Yoenita Widjajanti')
    await send(page)
    await expect(page.getByText('Mungkin sudah terdaftar')).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 75_000 })
  await expectAccessible(page)
  await expect(page.getByRole('link', { name: own(), exact: true })).toBeVisible()
  await page.getByLabel('Sudah diperiksa: ini usaha yang lain').check()
  await send(page)
  await expect(page).toHaveURL(/\/kantor\/usaha\/[0-9a-f-]{36}$/)
})

test('an officer compares a pair, merges it, and takes it apart again', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await expect(async () => {
    await page.goto('/kantor/ganda')
    await expect(page.getByRole('link', { name: /^Bandingkan/ }).first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 75_000 })
  await expectAccessible(page)
  await page
    .getByRole('link', { name: /^Bandingkan/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usaha yang sama?')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Sama: satukan' }).click()
  await expect(page.getByText('Kedua data sudah disatukan')).toBeVisible()
  await page.locator('summary', { hasText: 'Pisahkan lagi' }).click()
  await page.getByLabel('Mengapa dipisahkan?').fill('Ternyata dua usaha.')
  await page.getByRole('button', { name: 'Pisahkan lagi' }).click()
  await expect(page.getByText('Kedua data sudah dipisahkan lagi')).toBeVisible()
  await page.goto('/kantor/ganda?keadaan=different')
  await expect(page.getByRole('link', { name: /^Bandingkan/ }).first()).toBeVisible()
})

test('an officer ticks what was seen and adds evidence', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto(`/kantor/usaha?q=${encodeURIComponent(own())}`)
  await page.getByRole('link', { name: own(), exact: true }).first().click()
  await page.getByRole('link', { name: 'Isi pemeriksaan' }).click()
  await expectAccessible(page)
  await page.getByLabel('Foto atau PDF').setInputFiles({
    name: 'surat.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n'),
  })
  await page.getByLabel('Keterangan').fill('Surat RT')
  await page.getByRole('button', { name: 'Unggah' }).click()
  await expect(page.getByText('Bukti disimpan')).toBeVisible()
  await expect(page.getByText('Surat RT').first()).toBeVisible()
  await page.getByRole('checkbox', { name: /Identitas pemilik/ }).check()
  await page.getByRole('button', { name: 'Simpan pemeriksaan' }).click()
  await expect(page.getByText('Pemeriksaan disimpan')).toBeVisible()
  await expect(page.getByText(/1 dari 5 diperiksa, \d bukti/)).toBeVisible()
  await expectAccessible(page)
})

test('the administrator keeps the checklist', async ({ page }) => {
  await signInStaff(page, 'admin')
  await page.goto('/kantor/admin/pemeriksaan')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ubah Daftar anggota dan kegiatan sudah dilihat' }).click()
  await page.getByLabel('Petunjuk (Indonesia)').fill('Lihat foto latihan.')
  await page.getByRole('button', { name: 'Simpan' }).click()
  await expect(page.getByText('Butir pemeriksaan disimpan')).toBeVisible()
})
