import type { Page } from '@playwright/test'
import { expect, expectAccessible, hasScript, test } from '../support/browser.ts'
import { addMarket, addTrader, announceRound, send } from '../support/market.ts'
import { passDays } from '../support/passing.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()

/** What the queue does behind the page is there after a reload. */
const shows = (page: Page, words: string | RegExp) =>
  expect(async () => {
    await page.reload()
    await expect(page.locator('main')).toContainText(words, { timeout: 1_000 })
  }).toPass({ timeout: 20_000 })

/** Apply on the phone for the place that is liked best, and no other. @returns the address of the slip */
async function apply(phone: Page, roundId: string, wish: string): Promise<string> {
  await phone.goto(`/undian/${roundId}`)
  await phone.getByRole('link', { name: 'Daftar sekarang' }).click()
  await expectAccessible(phone)
  await phone.getByLabel('Lapak yang paling diminati').selectOption(wish)
  await press(phone, 'Kirim permohonan')
  await expect(phone.locator('.flash')).toContainText('Permohonan terkirim')
  return phone.url()
}

test('a round on the phone: apply, the list closes, the word is spoken, the result explains itself', async ({
  staff,
  another,
}) => {
  const [keeper, officer, phone, second] = [
    await staff('pengelola'),
    await staff('petugas'),
    await another(),
    await another(),
  ]
  const market = await addMarket(keeper)
  const round = await announceRound(keeper, market, 2)
  await addTrader(phone, officer, 'Nasi Liwet Uji')
  const other = await addTrader(second, officer, 'Wedang Uji')
  const slip = await apply(phone, round, 'Lapak A-2')
  await expect(phone.getByRole('heading', { level: 1 })).toHaveText('Permohonan nomor 1')
  await expectAccessible(phone)

  await officer.goto(`/kantor/ruang/${market}/undian/${round}/daftarkan`)
  await officer.getByLabel('Nomor usaha').fill(other.reference)
  await press(officer, 'Kirim permohonan')
  await expect(officer.locator('.flash')).toContainText('nomor 2')

  await passDays(round, 4)
  await shows(phone, 'ada dalam daftar yang ditutup')
  await phone.goto(`/undian/${round}`)
  await expect(phone.locator('code').nth(2)).toHaveText(/^[0-9a-f]{64}$/)

  const office = `/kantor/ruang/${market}/undian/${round}`
  await keeper.goto(office)
  await keeper.getByLabel('Kata atau angka yang diucapkan').fill('Dadu: 4-1-6-2')
  await keeper.getByLabel('Siapa dan bagaimana').fill('Wakil pedagang melempar empat dadu')
  await press(keeper, 'Undi sekarang')
  await expect(keeper.locator('.flash')).toContainText('ditandatangani')

  await phone.goto(slip)
  await expect(phone.locator('main')).toContainText('lapak A-2, pilihan ke-1 Anda, masih kosong')
  await phone.getByRole('link', { name: 'Hitung ulang hasil undian sendiri' }).click()
  await expect(phone.locator('main')).toContainText('DADU4162')
  if (hasScript()) {
    await press(phone, 'Hitung ulang di peramban ini')
    await expect(phone.locator('[data-draw-result]')).toContainText('sama dengan yang diumumkan')
  }
  await expectAccessible(phone)
})

test('a place that is not taken up goes to the next, who confirms and gets the letter anyone can check', async ({
  staff,
  another,
}) => {
  const [keeper, officer, first, next] = [
    await staff('pengelola'),
    await staff('petugas'),
    await another(),
    await another(),
  ]
  const market = await addMarket(keeper)
  const round = await announceRound(keeper, market, 1, { rule: 'first_come' })
  await addTrader(first, officer, 'Bakso Uji')
  await addTrader(next, officer, 'Selat Uji')
  const slips = [await apply(first, round, 'Lapak A-1'), await apply(next, round, 'Lapak A-1')]
  await passDays(round, 4)
  await shows(next, 'ada dalam daftar yang ditutup')
  await send(keeper, 'post', `/rounds/${round}/draw`, {})
  await next.goto(slips[1] ?? '')
  await expect(next.locator('main')).toContainText('Daftar tunggu')

  await passDays(round, 8)
  const head = await staff('lurah')
  await head.goto(`/kantor/ruang/${market}/undian/${round}`)
  await press(head, 'Sahkan dan tawarkan lapak')
  await expect(head.locator('.flash')).toContainText('Disahkan')
  await shows(first, 'Lapak A-1 ditawarkan')
  await passDays(round, 8)
  await shows(next, 'Lapak A-1 ditawarkan')
  await first.reload()
  await expect(first.locator('main')).toContainText('Tawaran lewat waktu')

  await expectAccessible(next)
  await press(next, 'Ambil lapak')
  await expect(next.locator('.flash')).toContainText('Lapak Anda ambil')
  await next.goto('/saya/lapak')
  await shows(next, 'Lapak A-1')
  await next.getByRole('link', { name: 'Lapak A-1' }).click()
  await next.getByRole('link', { name: /izin/i }).first().click()
  await shows(next, 'Halaman pemeriksaan')
  const check = await next.getByRole('link', { name: 'Halaman pemeriksaan' }).getAttribute('href')

  const anyone = await another()
  await anyone.goto(check ?? '')
  await expect(anyone.locator('main')).toContainText('Izin ini sah sampai')
  await expect(anyone.locator('main')).not.toContainText('Pemilik Selat Uji')
  await expectAccessible(anyone)
  const letter = (await next.getByRole('link', { name: /PDF/ }).getAttribute('href')) ?? ''
  expect((await next.request.get(letter)).headers()['content-type']).toContain('application/pdf')
  expect((await anyone.request.get(letter)).ok()).toBe(false)
})
