import type { Page } from '@playwright/test'
import { expect, expectAccessible, hasScript, test } from '../support/browser.ts'

const titles = (page: Page) => page.locator('a[data-case]').allTextContents()

test.describe.configure({ mode: 'serial' })

test('an officer decides, goes on to the next case, and takes it back', async ({ staff }) => {
  const page = await staff('petugas')
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
  await expectAccessible(page)
  const [first = '', second = ''] = await titles(page)
  await page.getByRole('link', { name: first, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Setujui' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(second)
  await expect(page.getByText(`Disetujui: ${first}`)).toBeVisible()

  await page.getByRole('button', { name: 'Urungkan' }).click()
  await expect(page.getByText('Keputusan diurungkan')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
  expect((await titles(page))[0]).toBe(first)
})

test('a registration is returned with a reason, and the message is seen before', async ({ staff }) => {
  const page = await staff('petugas')
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran&lengkap=1')
  const [first = ''] = await titles(page)
  await page.getByRole('link', { name: first, exact: true }).click()
  const refusal = page.locator('details[data-refusal]').first()
  await refusal.locator('summary').click()

  await refusal.getByRole('button', { name: 'Kembalikan', exact: true }).click()
  await expect(page.getByRole('link', { name: /Pilih alasan atau tulis/ })).toBeVisible()
  await refusal.getByLabel('Tulis dengan kata-kata sendiri').fill('Tulis nama gang yang benar.')
  if (!hasScript()) await refusal.getByRole('button', { name: 'Lihat pesannya' }).click()
  await expect(refusal.locator('[data-preview]')).toContainText('Tulis nama gang yang benar.')
  await expectAccessible(page)

  await refusal.getByRole('button', { name: 'Kembalikan', exact: true }).click()
  await expect(page.getByText(`Dikembalikan: ${first}`)).toBeVisible()
  await page.getByRole('button', { name: 'Urungkan' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first)
})

/** Approve the first of these that this officer did not enter; its title. */
async function decideOneOf(page: Page, cases: readonly string[]): Promise<string> {
  const approve = page.getByRole('button', { name: 'Setujui' })
  for (const title of cases) {
    await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
    await page.getByRole('link', { name: title, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    if ((await approve.count()) === 0) continue
    await approve.click()
    return title
  }
  throw new Error('this officer entered all of them')
}

test('several cases are decided together, each with its result', async ({ staff }) => {
  const page = await staff('petugas')
  await page.goto('/kantor/kotak-masuk?jenis=pendaftaran')
  const chosen = (await titles(page)).slice(1, 4)
  for (const title of chosen) await page.getByLabel(`Pilih ${title}`, { exact: true }).check()
  // Somebody else decides one of them meanwhile: the others must not suffer.
  await page.getByRole('button', { name: 'Setujui', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Setujui 3 permohonan?')
  await expectAccessible(page)
  const other = await staff('petugas2')
  const taken = await decideOneOf(other, chosen)
  await expect(other.getByText(`Disetujui: ${taken}`)).toBeVisible()

  await page.getByRole('button', { name: 'Ya, putuskan 3' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 berhasil, 1 gagal')
  await page.getByRole('button', { name: 'Urungkan' }).click()
  await expect(page.getByText('Keputusan diurungkan')).toBeVisible()
  await other.getByRole('button', { name: 'Urungkan' }).click()
  await expect(other.getByText('Keputusan diurungkan')).toBeVisible()
})

test('two officers who open the same case see each other', async ({ staff }) => {
  const [rina, agus] = await Promise.all([staff('petugas'), staff('petugas2')])
  await rina.goto('/kantor/kotak-masuk')
  await rina.locator('a[data-case]').last().click()
  await agus.goto(new URL(rina.url()).pathname)
  await expect(agus.getByText(/Rina Kusumawati juga membuka permohonan ini/)).toBeVisible()
  await rina.reload()
  await expect(rina.getByText(/Agus Prasetyo juga membuka permohonan ini/)).toBeVisible()
})

test('the head reads five figures, each with its records', async ({ staff }) => {
  const page = await staff('lurah')
  await expect(page.locator('.stat-label')).toHaveCount(5)
  await expect(page.getByText(/^Data per /).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Permohonan masuk' }).click()
  const value = ((await page.locator('.stat-value').first().textContent()) ?? '').replace(/\D/g, '')
  await expect(page.locator('#catatan .lead')).toHaveText(`${value} permohonan`)
  await expectAccessible(page)
})

test('an evaluator sees figures and no way to a person', async ({ staff }) => {
  const page = await staff('evaluator')
  await page.goto('/kantor/angka/requests')
  await expect(page.getByRole('heading', { name: 'Catatan di balik angka ini' })).toBeVisible()
  await expect(page.locator('#catatan table tbody a')).toHaveCount(0)
})

test('officers of another city see nothing of this one', async ({ staff }) => {
  const page = await staff('surabaya')
  await page.goto('/kantor/kotak-masuk')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kotak masuk')
  await expect(page.getByText('Mangkubumen')).toHaveCount(0)
  const response = await page.goto('/kantor/angka?wilayah=33.72')
  expect(response?.status()).toBe(404)
})
