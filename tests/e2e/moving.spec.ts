import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInByPhone, test } from '../support/browser.ts'
import { approvedBusiness } from '../support/businesses.ts'
import { sendTwice } from '../support/twice.ts'

const nameOf = (word: string) => `Warung ${word} ${Date.now() % 1_000_000}`
const moveForm = (page: Page) => page.locator('main form[action="?/move"]')

/** Search for a village and tick it; what was typed before is still there. */
async function choosePlace(page: Page, typed: string, found: RegExp) {
  await page.locator('input[name=regionCode_q]').fill(typed)
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('radio', { name: found }).first().check()
}

const movesOf = async (page: Page, businessId: string) => {
  const answer = await page.request.get(`/api/v1/businesses/${businessId}/moves`)
  return ((await answer.json()) as { items: { state: string; address: string }[] }).items
}

test('an owner moves their business to another city: asked once however often it is pressed, and accepted there', async ({
  page,
  staff,
}) => {
  await page.goto('/masuk?next=%2Fsaya%2Fusaha')
  await signInByPhone(page, `0813${String(Date.now()).slice(-8)}`)
  const name = nameOf('Pindah')
  const businessId = await approvedBusiness(page, await staff('dinas'), { name })
  await page.goto(`/saya/usaha/${businessId}/pindah`)
  await expectAccessible(page)

  // Nothing chosen, a wrong RT: told at the fields, and what was typed stays.
  await page.getByLabel('Alamat baru').fill('Jl. Rungkut Asri 8')
  await page.locator('input[name=rt]').fill('1x')
  await page.getByRole('button', { name: 'Kirim kepindahan' }).click()
  await expect(page.locator('.error-summary')).toBeVisible()
  await expect(page.getByLabel('Alamat baru')).toHaveValue('Jl. Rungkut Asri 8')
  await expect(page.locator('input[name=rt]')).toHaveValue('1x')
  await expect(page.locator('input[name=rt]')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)

  await page.locator('input[name=rt]').fill('2')
  await choosePlace(page, 'kali rungkut', /Kali ?rungkut/i)
  await expect(page.getByLabel('Alamat baru')).toHaveValue('Jl. Rungkut Asri 8')
  await expect(page.locator('input[name=rt]')).toHaveValue('2')
  const answers = await sendTwice(page, moveForm(page), '?/move')
  for (const answer of answers) expect([200, 303, 409, 503]).toContain(answer.status())
  expect(answers.some((answer) => [200, 303].includes(answer.status()))).toBe(true)
  expect(await movesOf(page, businessId)).toMatchObject([{ state: 'waiting', address: 'Jl. Rungkut Asri 8' }])
  await page.goto(`/saya/usaha/${businessId}/pindah`)
  await expect(page.getByText('Menunggu kantor tempat baru')).toBeVisible()
  await expectAccessible(page)

  const there = await staff('surabaya')
  await there.goto('/kantor/pindah')
  const card = there
    .locator('main form')
    .filter({ has: there.locator('input[name=moveId]') })
    .last()
  await expect(there.getByText(name)).toBeVisible()
  await expectAccessible(there)
  // A refusal wants its reason.
  await card.getByRole('button', { name: 'Tidak diterima' }).click()
  await expect(there.getByText('Tulis mengapa tidak diterima.').first()).toBeVisible()
  await card.getByRole('button', { name: 'Terima', exact: true }).click()
  await expect(there.getByText('Kepindahan diterima.')).toBeVisible()
  await page.goto(`/saya/usaha/${businessId}/pindah`)
  await expect(page.getByText('Sudah pindah')).toBeVisible()
})

test('the office that has both places moves a business at once, with its reason, and only once', async ({
  page,
  staff,
}) => {
  await page.goto('/masuk?next=%2Fsaya%2Fusaha')
  await signInByPhone(page, `0814${String(Date.now()).slice(-8)}`)
  const office = await staff('dinas')
  const businessId = await approvedBusiness(page, office, { name: nameOf('Antar') })
  await office.goto(`/kantor/pelaku/${businessId}`)
  await office.getByRole('link', { name: 'Pindah ke kelurahan lain' }).click()
  await expectAccessible(office)
  await choosePlace(office, 'manahan banjarsari', /Manahan/)
  await office.getByLabel('Alamat baru').fill('Jl. Adi Sucipto 5')
  await office.getByRole('button', { name: 'Pindahkan' }).click()
  await expect(office.getByText('Tulis mengapa data ini diubah.').first()).toBeVisible()
  await expect(office.getByLabel('Alamat baru')).toHaveValue('Jl. Adi Sucipto 5')
  await expect(office.getByRole('radio', { name: /Manahan/ })).toBeChecked()
  await expectAccessible(office)
  await office.getByLabel('Mengapa diubah?').fill('Kontrak di tempat lama habis.')
  const answers = await sendTwice(office, moveForm(office), '?/move')
  expect(answers.some((answer) => [200, 303].includes(answer.status()))).toBe(true)
  expect(await movesOf(office, businessId)).toMatchObject([
    { state: 'accepted', address: 'Jl. Adi Sucipto 5' },
  ])
  await office.goto(`/kantor/pelaku/${businessId}/riwayat`)
  await expect(office.getByText('Alasan: Kontrak di tempat lama habis.')).toHaveCount(1)
})
