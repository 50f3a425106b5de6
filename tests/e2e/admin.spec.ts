import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

const administrator = (page: Page) => signInStaff(page, 'admin')
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('without a gateway, messages wait in the outbox: number on request, words taken out, both written down', async ({
  page,
}) => {
  const digits = String(Date.now()).slice(-8)
  await page.goto('/masuk')
  await page.locator('input[name=phone]').fill(`0813${digits}`)
  await page.getByRole('button', { name: 'Kirim kode' }).click()
  await expect(page.locator('input[name=code]')).toBeVisible()

  await administrator(page)
  await page.goto('/kantor/admin')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Kotak keluar' }).click()
  await expect(heading(page)).toHaveText('Kotak keluar')
  await page.getByText('Saring pesan').click()
  await page.getByLabel('Nomor telepon atau surel lengkap').fill(`0813${digits}`)
  await page.getByRole('button', { name: 'Terapkan' }).click()

  // The job that shows it runs within a second or two.
  const row = page.getByRole('row').filter({ hasText: 'identity.code' })
  await expect(async () => {
    await page.reload()
    await expect(row.getByText('Untuk disampaikan')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(row).toContainText(/\d{6}/)
  await expect(row).not.toContainText(digits)
  await expectAccessible(page)

  await row.getByRole('button', { name: 'Lihat nomor' }).click()
  await expect(row).toContainText(`+62813${digits}`)
  await row.getByRole('button', { name: 'Hapus isinya' }).click()
  await expect(page.getByText('Isi pesan sudah dihapus.')).toBeVisible()
  await expect(row).not.toContainText(/\d{6}/)

  await page.goto('/kantor/admin/audit?operation=admin.re')
  await expect(page.getByText('admin.reveal_recipient').first()).toBeVisible()
  await expect(page.getByText('admin.redact_message').first()).toBeVisible()
  await page.goto('/kantor/admin/audit?operation=alamat+penerima')
  await expect(page.getByRole('rowheader', { name: 'Melihat alamat penerima pesan' }).first()).toBeVisible()
  await expect(page.getByText('admin.redact_message')).toHaveCount(0)
  await expectAccessible(page)
})

test('settings are kept; what is wrong is told at its field and stays as typed', async ({ page }) => {
  await administrator(page)
  await page.goto('/kantor/admin/pengaturan')
  await expectAccessible(page)
  const colour = page.getByLabel('Warna utama')
  await colour.fill('999')
  await page.locator('#site').getByRole('button', { name: 'Simpan' }).click()
  await expect(page.getByText('Isi paling banyak 360.').first()).toBeVisible()
  await expect(colour).toHaveValue('999')
  await expectAccessible(page)

  const days = page.getByLabel('Keputusan pesanan ruang')
  await days.fill('2')
  await page.locator('#standards').getByRole('button', { name: 'Simpan' }).click()
  await expect(page.getByText('Pengaturan disimpan.')).toBeVisible()
  await expect(days).toHaveValue('2')
  await days.fill('1')
  await page.locator('#standards').getByRole('button', { name: 'Simpan' }).click()
  await expect(days).toHaveValue('1')
})

test('background jobs are seen by state', async ({ page }) => {
  await administrator(page)
  await page.goto('/kantor/admin/pekerjaan')
  await expect(heading(page)).toHaveText('Pekerjaan latar')
  await page.getByRole('link', { name: 'Gagal' }).click()
  await expect(page.getByText('Tidak ada pekerjaan')).toBeVisible()
  await expectAccessible(page)
})

test('an officer is not let in', async ({ page }) => {
  await signInStaff(page, 'petugas')
  for (const path of ['', '/pesan', '/pekerjaan', '/audit', '/pengaturan'])
    expect((await page.goto(`/kantor/admin${path}`))?.status(), path).toBe(403)
})

test('the interface explains itself, in both languages', async ({ page, request }) => {
  for (const path of ['/api', '/en/api', '/api/space', '/en/api/registry', '/api/region', '/en/api/impact']) {
    expect((await page.goto(path))?.status()).toBe(200)
    // The pages of modules are alike; of the longest a machine takes half a minute to say so.
    if (!/space|registry/.test(path)) await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }
  await page.goto('/api')
  await page.getByRole('link', { name: 'POST /spaces/{spaceId}/bookings' }).click()
  await expect(page.locator('[id="space.request_booking"]')).toContainText('Idempotency-Key')
  const document = await (await request.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.1.1')
  expect(Object.keys(document.paths)).toContain('/spaces/{spaceId}/bookings')
})
