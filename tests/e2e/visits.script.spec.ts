import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'
import { approvedBusiness } from '../support/businesses.ts'
import { dieAt, online, setUp, unlock } from '../support/field-phone.ts'

const nameOf = (word: string) => `Warung ${word} ${Date.now() % 1_000_000}`
const visitOf = (page: Page, name: string) => page.locator('[data-visit]').filter({ hasText: name })

/** Plan a visit for today from the page of a business. */
async function plan(page: Page, businessId: string, name: string) {
  await page.goto(`/kantor/pelaku/${businessId}`)
  await page.getByRole('link', { name: 'Rencanakan kunjungan' }).click()
  await expect(page.getByRole('checkbox', { name: `Pilih ${name}` })).toBeChecked()
  await page.getByLabel('Catatan untuk petugas').fill('Lihat papan nama')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Rencanakan', exact: true }).click()
  await expect(page.getByRole('link', { name })).toBeVisible()
}

const statesOf = async (page: Page, businessId: string) => {
  const answer = await page.request.get(`/api/v1/businesses/${businessId}/visits`)
  const { items } = (await answer.json()) as { items: { state: string; toldNote: string | null }[] }
  return items.map(({ state, toldNote }) => [state, toldNote])
}

test('the day of visits: planned at the office, told and updated without signal, sent once although the network breaks', async ({
  page,
  context,
  staff,
}) => {
  test.slow()
  await signInStaff(page, 'petugas')
  const office = await staff('dinas')
  const names = [nameOf('Kunjung'), nameOf('Tutup')] as const
  const desk = '/api/v1/desk-registrations'
  const ids = [
    await approvedBusiness(page, office, { name: names[0], address: 'Jl. Melati 10' }, desk),
    await approvedBusiness(page, office, { name: names[1], address: 'Jl. Melati 2' }, desk),
  ] as const
  await plan(page, ids[0], names[0])
  await plan(page, ids[1], names[1])
  await expectAccessible(page)
  await setUp(page)

  await context.setOffline(true)
  await page.reload()
  await unlock(page)
  // In the order one walks: Melati 2 before Melati 10.
  const listed = await page.locator('[data-visit=planned]').allTextContents()
  const at = (name: string) => listed.findIndex((text) => text.includes(name))
  expect(at(names[0])).toBeGreaterThan(at(names[1]))
  await expectAccessible(page)

  // Nobody there.
  await visitOf(page, names[1]).getByRole('link').click()
  await page.getByRole('button', { name: 'Simpan hasil' }).click()
  await expect(page.getByText('Pilih hasilnya.').first()).toBeVisible()
  await page.getByRole('radio', { name: 'Tidak ditemukan' }).check()
  await page.getByLabel('Keterangan singkat').fill('Tutup sejak Lebaran')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Simpan hasil' }).click()

  // Somebody there, and something has changed.
  await visitOf(page, names[0]).getByRole('link').click()
  const update = page.getByRole('button', { name: 'Perbarui data usaha' })
  await expect(update).toBeVisible()
  // Said in the list too, which may stand a moment beside the visit that opens.
  await expect(page.getByText('Lihat papan nama')).toHaveCount(1)
  await update.click()
  await expect(page.getByLabel('Nama usaha')).toHaveValue(names[0])
  await expect(page.getByLabel('NIK')).toHaveCount(0)
  await page.getByLabel('Alamat atau patokan').fill('Jl. Melati 12')
  await page.getByRole('checkbox', { name: /setuju/ }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Selesai, kirim' }).click()
  await expect(page.locator('[data-waiting]')).toHaveCount(2)

  // The network breaks as each request leaves, and the page dies with it.
  for (const request of [1, 2]) page = await dieAt(context, page, request)
  await online(context, page)
  await expect(page.locator('[data-field-list] [data-state=sent]')).toHaveCount(1, { timeout: 40_000 })
  await expect(page.locator('[data-waiting]')).toHaveCount(0)
  expect(await statesOf(page, ids[0])).toEqual([['visited', null]])
  expect(await statesOf(page, ids[1])).toEqual([['not_found', 'Tutup sejak Lebaran']])
  const changes = await page.request.get(`/api/v1/businesses/${ids[0]}/changes`)
  const { items } = (await changes.json()) as { items: { reason: string | null }[] }
  expect(items.filter(({ reason }) => reason?.startsWith('Kunjungan lapangan'))).toHaveLength(1)

  await page.goto('/kantor/lapangan/rencana?tampil=laporan')
  await expect(page.getByText('Tutup sejak Lebaran')).toBeVisible()
  await expectAccessible(page)
})
