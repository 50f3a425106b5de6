import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

test('an officer finds a business by a misspelt word, narrows the list and keeps it', async ({ page }, {
  project,
}) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/pelaku')
  await expectAccessible(page)
  await page.getByRole('searchbox').fill('katring')
  await page.getByRole('searchbox').press('Enter')
  await expect(page.getByText('Ini yang mirip')).toBeVisible()
  const first = page.getByRole('rowheader').first()
  await expect(first).toContainText(/katering/i)
  await page
    .locator('#saring')
    .getByRole('link', { name: /Terverifikasi/ })
    .click()
  await expect(page).toHaveURL(/keadaan=verified/)
  await expect(first).toContainText(/katering/i)

  const name = `Wajan ${project.name}`
  await page.getByText('Simpan daftar ini').click()
  await page.getByLabel('Nama daftar').fill(name)
  await page.getByRole('button', { name: 'Simpan', exact: true }).click()
  await expect(page.getByText(`Daftar “${name}” disimpan.`)).toBeVisible()
  await page.goto('/kantor/pelaku')
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page).toHaveURL(/q=katring.*keadaan=verified/)
  await page.getByText('Hapus daftar tersimpan').click()
  await page.getByRole('button', { name: `Hapus ${name}` }).click()
  await expect(page.getByText('Daftar tersimpan dihapus.')).toBeVisible()
  await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
})

test('closing needs a choice and a reason', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/pelaku?keadaan=verified')
  await page.getByText('Nonaktifkan yang dicentang').click()
  await page.getByRole('button', { name: 'Nonaktifkan', exact: true }).click()
  await expect(page.getByText('Pilih paling sedikit satu usaha').first()).toBeVisible()
  await expect(page).toHaveURL(/keadaan=verified/)
})

test('the map goes nearer by its circles, keeps the search and leads back to the list', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/pelaku?bidang=food')
  await page.getByRole('link', { name: 'Lihat di peta' }).click()
  await expect(page).toHaveURL(/peta\?bidang=food/)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Jauhkan' }).click()
  await expect(page).toHaveURL(/z=\d+/)
  const zoom = Number(new URL(page.url()).searchParams.get('z'))
  await page.locator('summary', { hasText: 'Isi peta sebagai tabel' }).click()
  await page
    .getByRole('link', { name: /pelaku usaha di sekitar/ })
    .last()
    .click()
  await expect(page).toHaveURL(new RegExp(`z=${zoom + 2}`))
  await page.getByRole('link', { name: 'Lihat sebagai daftar' }).click()
  await expect(page).toHaveURL(/pelaku\?bidang=food$/)
})

test('a visitor finds a business that agreed to be shown, and sees no more than that', async ({ page }) => {
  await page.goto('/usaha')
  await expectAccessible(page)
  await page.getByLabel('Apa yang Anda cari?').fill('katring')
  await page.getByRole('button', { name: 'Terapkan' }).click()
  const found = page.locator('main h2 a').first()
  await expect(found).toContainText(/katering/i)
  await found.click()
  await expect(page).toHaveURL(/\/usaha\/BRD-/)
  await expectAccessible(page)
  await expect(page.getByText('Nomor pendaftaran')).toBeVisible()
  await expect(page.locator('main')).not.toContainText(/RT|Pemilik/)
})
