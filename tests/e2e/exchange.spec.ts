import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInByPhone, test } from '../support/browser.ts'

const hall = '/ruang/sasono-krida-warga-mangkubumen'
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A new person with a booking; the page is left at it. */
async function booker(page: Page, group: string, days: number, digit: number) {
  await page.goto(`${hall}?lihat=daftar&hari=${dayFromNow(days)}`)
  await page.locator('#kalender ul.stack a[href*="lihat=hari"]').first().click()
  await page.locator('a[href*="pesan?mulai"]').first().click()
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok, usaha').fill(group)
  await page.getByLabel('Untuk apa?').selectOption('rehearsal')
  await page.getByRole('button', { name: /Tahan waktu ini/ }).click()
  await signInByPhone(page, `0812${String(Date.now()).slice(-7)}${digit}`)
  await page.getByRole('button', { name: 'Pesan sekarang' }).click()
  const code = ((await page.locator('.confirmation-reference').textContent()) ?? '').trim()
  const link = page.url().replace('&baru=1', '')
  await page.goto(link)
  return { page, code, link }
}

test('two groups swap their times: one asks by code, the other sees both and agrees; then one offers hers to a friend', async ({
  another,
  staff,
}, { project }) => {
  test.slow()
  const offset = project.name === 'phone' ? 24 : 50
  const first = await booker(await another(), 'Sanggar Pagi Uji', offset, 3)
  const second = await booker(await another(), 'Sanggar Sore Uji', offset + 2, 4)
  await first.page.getByRole('link', { name: 'Tukar waktu' }).click()
  await expectAccessible(first.page)
  await first.page.getByLabel('Kode pesanan yang lain').fill('22222222')
  await first.page.getByRole('button', { name: 'Ajak bertukar' }).click()
  await expect(first.page.getByText('Kode ini tidak dikenal').first()).toBeVisible()
  await first.page.getByLabel('Kode pesanan yang lain').fill(second.code.toLowerCase())
  await first.page.getByRole('button', { name: 'Ajak bertukar' }).click()
  await expect(first.page.getByText('Ajakan terkirim')).toBeVisible()
  await expectAccessible(first.page)

  await second.page.getByRole('link', { name: 'Tukar waktu' }).click()
  await expect(second.page.getByText('Sanggar Pagi Uji mengajak Anda bertukar waktu')).toBeVisible()
  await second.page.getByRole('link', { name: 'Lihat dan jawab' }).click()
  await expect(second.page.getByRole('heading', { name: 'Bertukar waktu?' })).toBeVisible()
  await expectAccessible(second.page)
  await second.page.getByRole('button', { name: 'Setuju bertukar' }).click()
  await expect(second.page.locator('.confirmation-reference')).not.toContainText(second.code)
  await first.page.goto(first.link)
  await expect(first.page.getByText('Ditukar dengan waktu lain')).toBeVisible()

  await second.page.getByRole('link', { name: 'Berikan ke orang lain' }).click()
  await expectAccessible(second.page)
  await second.page.getByLabel('Nama penerima').fill('Dewi Lestari')
  await second.page.getByLabel('Nomor telepon penerima').fill(`0812${String(Date.now()).slice(-7)}5`)
  await second.page.getByRole('button', { name: 'Kirim tawaran' }).click()
  await expect(second.page.getByText('Tawaran terkirim')).toBeVisible()
  await second.page.getByRole('button', { name: 'Tarik ajakan' }).click()
  await expect(second.page.getByText('Ajakan ditarik')).toBeVisible()

  const id = /pesanan\/([0-9a-f-]{36})/.exec(second.page.url())?.[1]
  const desk = await staff('petugas')
  await desk.goto(`/kantor/ruang/pemesanan/${id}`)
  await expect(desk.getByText('Ajakan bertukar waktu: Disetujui')).toBeVisible()
  await expect(desk.getByText(new RegExp(`Kode:.*${second.code}`))).toBeVisible()
  await expectAccessible(desk)
})
