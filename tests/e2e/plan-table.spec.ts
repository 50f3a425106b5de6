import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'
import { makeMarket } from '../support/market.ts'

test('a plan as a table: a row of stalls, one of them changed, one taken away', async ({ page }) => {
  await signInStaff(page, 'pengelola')
  const { id, slug } = await makeMarket(page)
  await page.goto(`/kantor/ruang/${id}/denah/tabel`)
  await expectAccessible(page)
  await page.getByLabel('Banyaknya').fill('3')
  await page.getByRole('button', { name: 'Tambah sebaris lapak' }).click()
  await page.getByRole('link', { name: 'A-2', exact: true }).click()
  await page.locator('#ubah').locator('..').getByLabel('Lapak', { exact: true }).fill('K-7')
  await page.getByLabel('Listrik').first().check()
  await page.getByRole('button', { name: 'Simpan lapak' }).click()
  await page.getByRole('link', { name: 'A-3', exact: true }).click()
  await page.getByRole('button', { name: 'Hapus A-3' }).click()
  const first = page.getByRole('group', { name: 'Tanggal tambahan 1' })
  await first.getByLabel('Tanggal').fill('2026-12-24')
  await first.getByLabel('Mulai').fill('08:00')
  await page.getByRole('button', { name: 'Simpan hari pasar' }).click()
  await expect(page.getByText('Wajib diisi.').first()).toBeVisible()
  await expect(first.getByLabel('Mulai')).toHaveValue('08:00')
  await first.getByLabel('Sampai').fill('16:00')
  await page.getByRole('button', { name: 'Simpan hari pasar' }).click()
  await expect(first.getByLabel('Sampai')).toHaveValue('16:00')
  await expect(page.getByRole('group', { name: 'Tanggal tambahan 4' })).toBeVisible()
  await page.goto(`/ruang/${slug}`)
  await expect(page.locator('#lapak-K-7')).toBeAttached()
  await expect(page.locator('#lapak-A-3')).toHaveCount(0)
})

const square = (code: string, lon: number) => ({
  type: 'Feature',
  properties: { code, power: true },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, -7.55],
        [lon + 0.00003, -7.55],
        [lon + 0.00002, -7.54997],
        [lon, -7.54997],
        [lon, -7.55],
      ],
    ],
  },
})

test('a plan from GeoJSON: what it would do is said first, what cannot be read is named', async ({
  page,
}) => {
  await signInStaff(page, 'pengelola')
  const { id, slug } = await makeMarket(page)
  const file = {
    type: 'FeatureCollection',
    features: [square('G-1', 110.8), square('G-2', 110.8001), square('G-2', 110.8002)],
  }
  const send = async (text: string) => {
    await page.goto(`/kantor/ruang/${id}/denah/impor`)
    const buffer = Buffer.from(text)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'denah.geojson', mimeType: 'application/geo+json', buffer })
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
  }
  await send('bukan denah')
  await expect(page.locator('[aria-invalid=true]')).toHaveAttribute('name', 'file')
  await send(JSON.stringify(file))
  await expect(page.getByText('2 lapak baru. G-1, G-2')).toBeVisible()
  await expect(page.getByText(/Bidang 3:/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Masukkan ke denah' }).click()
  await expect(page.locator('.flash')).toContainText('Denah tersimpan: 2 lapak.')
  await page.goto(`/ruang/${slug}`)
  await expect(page.locator('#lapak-G-2')).toBeAttached()
})
