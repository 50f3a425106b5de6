import { expect, type Page, test } from '@playwright/test'

async function signIn(page: Page) {
  await page.goto('/masuk/petugas')
  await page.locator('input[name=email]').fill('petugas@demo.berdaya.example')
  await page.locator('input[name=password]').fill('coba-berdaya')
  await page.locator('main form button[type=submit]').first().click()
  await expect(page).toHaveURL(/\/kantor/)
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('the keyboard alone is enough: J and K move, X chooses, A approves, U takes back, R asks for a reason', async ({
  page,
}) => {
  await signIn(page)
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
  await expect(heading(page)).toHaveText(first)
  await page.keyboard.press('j')
  await expect(heading(page)).toHaveText(second)
  await page.keyboard.press('k')
  await expect(heading(page)).toHaveText(first)

  await page.keyboard.press('a')
  await expect(heading(page)).toHaveText(second)
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
  await signIn(page)
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
  await page.locator('a[data-case]').last().click()
  const title = (await heading(page).textContent()) ?? ''
  await page.keyboard.press('a')
  const bar = page.getByText(`Disetujui: ${title}`)
  await expect(bar).toBeVisible()
  await expect(bar).toBeHidden({ timeout: 15_000 })
})
