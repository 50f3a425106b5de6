import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'
import { approvedBusiness } from '../support/businesses.ts'

/** So many days from today. */
const dayFrom = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('visits to several are planned at the desk, put off, given to another officer and called off', async ({
  page,
  staff,
}) => {
  await signInStaff(page, 'petugas')
  const office = await staff('dinas')
  const run = Date.now() % 1_000_000
  const names = [`Soto Rencana ${run}`, `Jamu Rencana ${run}`] as const
  const desk = '/api/v1/desk-registrations'
  const ids = [
    await approvedBusiness(page, office, { name: names[0] }, desk),
    await approvedBusiness(page, office, { name: names[1] }, desk),
  ]
  await page.goto(`/kantor/lapangan/rencana/baru?${ids.map((id) => `businessIds=${id}`).join('&')}`)
  const box = (name: string) => page.getByRole('checkbox', { name: `Pilih ${name}` })

  // A day too far: said at the field, and what was ticked stays.
  await box(names[1]).uncheck()
  await page.getByLabel('Hari').fill(dayFrom(200))
  await page.getByRole('button', { name: 'Rencanakan', exact: true }).click()
  await expect(page.getByText('Pilih hari ini atau paling lama 90 hari lagi.').first()).toBeVisible()
  await expect(box(names[0])).toBeChecked()
  await expect(box(names[1])).not.toBeChecked()
  await expectAccessible(page)
  await box(names[1]).check()
  await page.getByLabel('Hari').fill(dayFrom(3))
  await page.getByRole('button', { name: 'Rencanakan', exact: true }).click()
  await expect(page.getByText('2 kunjungan direncanakan.')).toBeVisible()

  // Who plans them again is told who goes there already.
  await page.goto(`/kantor/lapangan/rencana/baru?businessIds=${ids[0]}`)
  await page.getByRole('button', { name: 'Rencanakan', exact: true }).click()
  await expect(page.getByText(/Sudah direncanakan: Rina Kusumawati/)).toBeVisible()

  await page.goto(`/kantor/lapangan/rencana?hari=${dayFrom(3)}`)
  await page.getByRole('link', { name: names[0] }).click()
  await page.getByLabel('Hari').fill(dayFrom(5))
  await page.getByLabel('Petugas', { exact: true }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Simpan rencana' }).click()
  await expect(page.getByText('Rencana disimpan.')).toBeVisible()

  await page.goto(`/kantor/lapangan/rencana?hari=${dayFrom(3)}`)
  await expect(page.getByRole('link', { name: names[0] })).toHaveCount(0)
  await page.getByRole('link', { name: names[1] }).click()
  await page.getByText('Batalkan kunjungan').first().click()
  await page.getByRole('button', { name: 'Batalkan kunjungan' }).click()
  await expect(page.getByText('Kunjungan dibatalkan.')).toBeVisible()
  await page.goto('/kantor/lapangan/rencana?tampil=akan')
  await expect(page.getByRole('link', { name: names[0] })).toBeVisible()
  await expect(page.getByRole('link', { name: names[1] })).toHaveCount(0)
})
