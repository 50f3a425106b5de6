import { expect, expectAccessible, signInStaff, signInTrader, test } from '../support/browser.ts'

test('somebody reads what is known about them and takes a copy along', async ({ page }) => {
  await signInTrader(page, '/saya/data')
  await expect(page.getByRole('heading', { name: 'Data saya' })).toBeVisible()
  await expectAccessible(page)
  const json = await page.request.get('/saya/data/unduh.json')
  expect(((await json.json()) as { sections: unknown[] }).sections.length).toBeGreaterThan(1)
  const pdf = await page.request.get('/saya/data/unduh.pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the head of an office sees the businesses that opened themselves to it, and only those', async ({
  page,
}) => {
  await signInStaff(page, 'dinas')
  await page.goto('/kantor/lembaga')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Dinas Koperasi dan UKM Kota Surakarta' }).click()
  await expect(page.getByText('Seksi Pembinaan', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Usaha yang membuka diri' }).click()
  await expect(page.getByRole('row')).toHaveCount(6)
  await expectAccessible(page)
})
