import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

const hall = '/ruang/ruang-rapat-kelurahan-mangkubumen'
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

test('what is broken is reported without an account, joined by another, and done by staff', async ({
  page,
  browser,
}) => {
  await page.goto(`${hall}/lapor`)
  await expectAccessible(page)
  await page.getByLabel('Apa?').selectOption('roof')
  await page.getByLabel('Keterangan').fill('Bocor di dekat jendela')
  await press(page, 'Kirim laporan')
  await expect(page.locator('.flash')).toContainText('Terima kasih')
  const item = page.locator('li', { hasText: 'Atap rusak' }).last()
  await expect(item).toBeVisible()

  const other = await browser.newPage()
  await other.goto(`${page.url().split('?')[0]}`)
  await other
    .locator('li', { hasText: 'Atap rusak' })
    .last()
    .getByRole('button', { name: /Saya juga/ })
    .click()
  await expect(other.locator('.flash')).toContainText('orang meminta')
  await other.close()

  await signInStaff(page, 'petugas')
  await page.goto('/kantor/ruang/kerusakan')
  await expectAccessible(page)
  await page
    .getByRole('link', { name: /Atap rusak/ })
    .first()
    .click()
  await expect(page.locator('main')).toContainText('Bocor di dekat jendela')
  await page.getByText('Catat selesai').first().click()
  await page.locator('#note-done').fill('Genteng diganti')
  await page.getByRole('button', { name: 'Catat selesai' }).click()
  await expect(page.locator('.flash')).toContainText('Tersimpan')
  await page.goto(hall)
  await expect(page.locator('main')).not.toContainText('Atap rusak')
})
