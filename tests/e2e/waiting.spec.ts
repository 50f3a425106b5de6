import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInByPhone, test } from '../support/browser.ts'

const room = '/ruang/ruang-rapat-kelurahan-mangkubumen'
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** On a day with a free time: books it, and stays at the booking. */
async function book(page: Page, days: number, phone: string) {
  await page.goto(`${room}?lihat=daftar&hari=${dayFromNow(days)}`)
  await page.locator('#kalender ul.stack a[href*="lihat=hari"]').first().click()
  await page.locator('a[href*="pesan?mulai"]').first().click()
  const start = await page.locator('select[name=start]').inputValue()
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok, usaha').fill('Sanggar Lepas Uji')
  await page.getByLabel('Untuk apa?').selectOption('rehearsal')
  await page.getByRole('button', { name: /Tahan waktu ini/ }).click()
  await signInByPhone(page, phone)
  await page.getByRole('button', { name: 'Pesan sekarang' }).click()
  await expect(page.locator('.confirmation-reference')).toBeVisible()
  return start
}

/** Begins without a time: chooses the day, then what somebody has. */
async function wait(page: Page, start: string, group: string, phone: string) {
  await page.goto(`${room}/antre`)
  await page.getByLabel('Tanggal').fill(start.slice(0, 10))
  await page.getByRole('button', { name: 'Lihat', exact: true }).click()
  await expectAccessible(page)
  await page.locator(`a[href*="mulai=${encodeURIComponent(start)}"]`).click()
  await signInByPhone(page, phone)
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok, usaha').fill(group)
  await page.getByLabel('Untuk apa?').selectOption('rehearsal')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Masuk daftar tunggu' }).click()
  await expect(page.getByText('Simpan halaman ini')).toBeVisible()
  await expectAccessible(page)
  return page.url().replace('&baru=1', '')
}

/** Their turn comes by itself: the link they were sent shows it. */
const turn = async (page: Page, link: string) => {
  await expect(async () => {
    await page.goto(link)
    await expect(page.getByText('Giliran Anda!')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
}

test('a time that is given back is offered to the first in line; declined, it goes to the next, who takes it by the link', async ({
  another,
}, { project }) => {
  test.slow()
  const phone = (digit: number) => `0813${String(Date.now()).slice(-7)}${digit}`
  const holder = await another()
  const start = await book(holder, project.name === 'phone' ? 6 : 13, phone(1))
  const first = await another()
  const firstLink = await wait(first, start, 'Sanggar Satu Uji', phone(2))
  const second = await another()
  const secondLink = await wait(second, start, 'Sanggar Dua Uji', phone(3))
  await expect(second.getByText('ke-2')).toBeVisible()

  await holder.goto(holder.url().replace('&baru=1', ''))
  await holder.getByText('Batalkan pemesanan').click()
  await holder.getByRole('button', { name: 'Ya, batalkan' }).click()
  await turn(first, firstLink)
  await expectAccessible(first)
  await first.getByRole('button', { name: 'Tidak jadi, berikan ke yang lain' }).click()
  await expect(first.getByText('Dilepas')).toBeVisible()

  await turn(second, secondLink)
  await second.getByRole('button', { name: 'Ambil waktu ini' }).click()
  await expect(second.getByText('Sanggar Dua Uji').first()).toBeVisible()
  await second.goto(secondLink)
  await expect(second.getByText('Diambil')).toBeVisible()
  await first.goto(`${room}/antre?hari=${start.slice(0, 10)}`)
  await expect(first.locator(`a[href*="mulai=${encodeURIComponent(start)}"]`)).toBeVisible()
})
