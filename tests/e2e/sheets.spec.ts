import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import { expect, expectAccessible, hasScript, signInStaff, test } from '../support/browser.ts'

/** Names of this project's own, so that both projects may run on one site. */
const own = () => `Warung Yuni ${hasScript() ? 'Skrip' : 'Polos'}`

const list = () =>
  `\uFEFFDATA UMKM KELURAHAN;;;;;;
;;;;;;
No;Nama Usaha;Nama Pemilik;NIK;Bidang;Produk;Kelurahan;Alamat
1;${own()};Yuni ${hasScript()};;Kuliner;Nasi liwet;Mangkubumen;Jl. Yosodipuro 12
2;${own()} Rusak;Yanti ${hasScript()};3,37E+15;Kuliner;Soto;Mangkubumen;Jl. Yosodipuro 14
Jumlah;2;;;;;;
`

test('an officer brings a list, sees what is wrong, and records the rest', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/impor')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Unggah' }).click()
  await expect(page.getByText('Isi bagian ini').or(page.locator('.has-error')).first()).toBeVisible()

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'umkm.csv', mimeType: 'text/csv', buffer: Buffer.from(list()) })
  await page.getByRole('button', { name: 'Unggah' }).click()
  await expect(page.getByText('Judul kolom ditemukan di baris 3')).toBeVisible()
  await expect(page.getByLabel('Arti kolom Nama Usaha')).toHaveValue('name')
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Periksa daftar' }).click()
  await expect(page.getByText('dipersingkat oleh aplikasi tabel')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('heading', { name: 'Baris yang perlu dilihat' })).toBeVisible()
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Unduh baris yang perlu diperbaiki' }).click(),
  ])
  const { sheets } = await readXlsx(new Uint8Array(await readFile(await download.path())))
  expect(sheets[0]?.rows[1]?.[1]).toBe(`${own()} Rusak`)

  await page.getByRole('button', { name: 'Catat 1 usaha' }).click()
  await expect(page.getByText('1 usaha dicatat').first()).toBeVisible({ timeout: 20_000 })
  await page.goto(`/kantor/usaha?q=${encodeURIComponent(own())}`)
  await expect(page.getByRole('link', { name: own(), exact: true }).first()).toBeVisible()
})

test('an officer takes the list away as a file', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/ekspor?q=sanggar')
  await expectAccessible(page)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Ambil' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^daftar-usaha-.*\.xlsx$/)
  const { sheets } = await readXlsx(new Uint8Array(await readFile(await download.path())))
  expect(sheets[0]?.rows[0]).toContain('Nama usaha')
})
