import { expect, expectAccessible, test } from '../support/browser.ts'
import { sendTwice } from '../support/twice.ts'

const nameOf = () => `Tamu Data ${Date.now() % 1_000_000}`

test('somebody without an account asks for a correction: mistakes keep what was typed, pressed twice it is one request', async ({
  page,
  staff,
}) => {
  const name = nameOf()
  await page.goto('/privasi/permintaan')
  await expectAccessible(page)
  await page.getByLabel('Nama sesuai KTP').fill(name)
  await page.getByLabel('Apa yang salah, dan apa yang benar?').fill('Alamat saya Jl. Kenanga 3.')
  await page.getByLabel('Nomor HP').fill('12')
  await page.getByRole('button', { name: 'Kirim permintaan' }).click()
  await expect(page.locator('.error-summary')).toBeVisible()
  await expect(page.getByLabel('Nama sesuai KTP')).toHaveValue(name)
  await expect(page.getByLabel('Apa yang salah, dan apa yang benar?')).toHaveValue(
    'Alamat saya Jl. Kenanga 3.',
  )
  await expect(page.getByLabel('Nomor HP')).toHaveValue('12')
  await expect(page.getByLabel('Nomor HP')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)

  await page.getByLabel('Nomor HP').fill('')
  await page.getByRole('radio', { name: 'Perbaikan data' }).check()
  await page.locator('select[name=about]').selectOption('Usaha')
  await page.locator('input[name=regionCode_q]').fill('mangkubumin banjarsari')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('radio', { name: /^Kelurahan Mangkubumen/ }).check()
  await expect(page.getByRole('radio', { name: 'Perbaikan data' })).toBeChecked()
  await expect(page.getByLabel('Nama sesuai KTP')).toHaveValue(name)
  const answers = await sendTwice(page, page.locator('main form').first(), '')
  const told = await Promise.all(answers.map((answer) => answer.text()))
  const references = told.map((html) => /Permintaan ([0-9A-Z-]+) diterima/.exec(html)?.[1])
  expect(references[0] ?? references[1]).toBeDefined()

  // Pressed once more on the page itself: still the same request.
  await page.getByRole('button', { name: 'Kirim permintaan' }).click()
  await expect(page.getByText(`Permintaan ${references[0] ?? references[1]} diterima`)).toBeVisible()
  await expectAccessible(page)
  const office = await staff('admin')
  await office.goto('/kantor/admin/permintaan-data')
  await expect(office.getByText(name)).toHaveCount(1)
})

test('erasure without an account asks to be understood, and says where to show who one is', async ({
  page,
}) => {
  await page.goto('/privasi')
  await page.getByRole('link', { name: /Tercatat tanpa akun/ }).click()
  await page.getByRole('radio', { name: 'Penghapusan data' }).check()
  await page.getByLabel('Nama sesuai KTP').fill(nameOf())
  await page.locator('input[name=regionCode_q]').fill('mangkubumen')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('radio', { name: /^Kelurahan Mangkubumen/ }).check()
  await page.getByRole('button', { name: 'Kirim permintaan' }).click()
  await expect(page.locator('.error-summary')).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Penghapusan data' })).toBeChecked()
  await page.getByRole('checkbox', { name: /dihapus untuk selamanya/ }).check()
  await page.getByRole('button', { name: 'Kirim permintaan' }).click()
  await expect(page.getByText(/Permintaan [0-9A-Z-]+ diterima/)).toBeVisible()
  await expect(
    page.getByText(/Tunjukkan KTP, KK, atau surat kelurahan di kantor Kelurahan Mangkubumen/),
  ).toBeVisible()
})
