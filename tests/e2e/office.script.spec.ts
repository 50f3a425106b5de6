import type { Page } from '@playwright/test'
import { expect, signInStaff, test } from '../support/browser.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** The case is there, and with it the script that hears the keys. */
async function expectCase(page: Page, title: string) {
  await expect(heading(page)).toHaveText(title)
  await page.waitForLoadState()
}

test('the keyboard alone is enough: J and K move, X chooses, A approves, U takes back, R asks for a reason', async ({
  page,
}) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
  const [first = '', second = ''] = await page.locator('a[data-case]').allTextContents()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.locator('a[data-case]').nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('x')
  await expect(page.getByLabel(`Pilih ${first}`, { exact: true })).toBeChecked()
  await page.locator('a[data-case]').first().focus()
  await page.keyboard.press('Enter')
  await expectCase(page, first)
  await page.keyboard.press('j')
  await expectCase(page, second)
  await page.keyboard.press('k')
  await expectCase(page, first)

  await page.keyboard.press('a')
  await expectCase(page, second)
  await expect(page.getByText(/Pesan berangkat dalam \d+ detik/)).toBeVisible()
  await page.keyboard.press('u')
  await expect(page.getByText('Keputusan diurungkan')).toBeVisible()

  await page.keyboard.press('r')
  const refusal = page.locator('details[data-refusal]').first()
  await expect(refusal.locator('input[type=radio]').first()).toBeFocused()
  await refusal.locator('input[type=radio]').first().check()
  const reason = (await refusal.locator('.choice').first().textContent())?.trim() ?? ''
  await expect(refusal.locator('[data-preview]')).toContainText(reason)

  await page.locator('body').press('?')
  await expect(page.getByRole('dialog')).toContainText('Permohonan berikutnya')
})

test('the undo bar leaves when the messages have', async ({ page }) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
  // The oldest: the newest may be of the officer's own making, which another one decides.
  const oldest = page.locator('a[data-case]').first()
  const title = (await oldest.textContent()) ?? ''
  await oldest.click()
  await expectCase(page, title)
  await page.keyboard.press('a')
  const bar = page.getByText(`Disetujui: ${title}`)
  await expect(bar).toBeVisible()
  await expect(bar).toBeHidden({ timeout: 15_000 })
})
