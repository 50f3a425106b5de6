import { expect, expectAccessible, signInByPhone, test } from '../support/browser.ts'

const hall = '/ruang/sasono-krida-warga-mangkubumen'
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('a group sees all dates of a month, takes one out, asks for the rest in one request and gives them back', async ({
  page,
}, { project }) => {
  test.slow()
  const offset = project.name === 'phone' ? 8 : 10
  await page.goto(`${hall}/berulang`)
  await page.getByLabel('Tanggal pertama').fill(dayFromNow(offset))
  await page.getByLabel('Mulai').fill('18:00')
  await page.getByLabel(/Berapa kali/).fill('6')
  await page.getByRole('button', { name: 'Lihat semua tanggal' }).click()
  await expect(page.getByRole('heading', { name: /dari 6 tanggal bisa dipesan/ })).toBeVisible()
  await expectAccessible(page)
  const out = page.getByRole('link', { name: /^Keluarkan/ })
  if ((await out.count()) > 1) {
    await out.first().click()
    await expect(page.getByText('Anda keluarkan')).toBeVisible()
  }
  await page.getByRole('link', { name: /^Lanjut dengan/ }).click()
  await signInByPhone(page, `0812${String(Date.now()).slice(-7)}${offset % 10}`)
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok, usaha').fill('Sanggar Rutin Uji')
  await page.getByLabel('Untuk apa?').selectOption('rehearsal')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Pesan \d+ tanggal/ }).click()
  await expect(page.getByRole('heading', { name: /Pemesanan berulang di/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByText('Batalkan beberapa tanggal').click()
  await page.getByRole('button', { name: 'Batalkan tanggal-tanggal ini' }).click()
  await expect(page.getByText('Dibatalkan').first()).toBeVisible()
})
