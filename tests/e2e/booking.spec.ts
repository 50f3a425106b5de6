import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInByPhone, test } from '../support/browser.ts'

const hall = '/ruang/sasono-krida-warga-mangkubumen'
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The first day with a free time, some days ahead; each test and browser project has days of its own. */
async function chooseDay(page: Page, days: number) {
  await page.goto(`${hall}?lihat=daftar&hari=${dayFromNow(days)}`)
  await page.locator('#kalender ul.stack a[href*="lihat=hari"]').first().click()
}

async function chooseTime(page: Page, days: number) {
  await chooseDay(page, days)
  await page.locator('a[href*="pesan?mulai"]').first().click()
}

async function answer(page: Page, group: string) {
  await page.getByLabel('Kelompok seni').check()
  await page.getByLabel('Nama kelompok, usaha').fill(group)
  await page.getByLabel('Untuk apa?').selectOption('rehearsal')
  await page.getByRole('button', { name: /Tahan waktu ini/ }).click()
}

const phoneOf = (index: number) => `0812${String(Date.now()).slice(-7)}${index}`

test('a group books the hall, an officer approves, the pass opens and prints, the visit is cancelled by its link', async ({
  page,
  staff,
}, { project }) => {
  test.slow()
  const days = project.name === 'phone' ? 16 : 42
  await page.goto('/')
  await expectAccessible(page)
  await page.getByLabel('Cari ruang').fill('sasono')
  await page.getByRole('button', { name: 'Cari' }).click()
  await page.getByRole('link', { name: 'Sasono Krida Warga Mangkubumen' }).first().click()
  await expect(page.getByText('Gratis').first()).toBeVisible()
  await expectAccessible(page)

  await chooseTime(page, days)
  await expectAccessible(page)
  await answer(page, 'Sanggar Uji Coba')
  await signInByPhone(page, phoneOf(1))

  await expect(page.getByRole('heading', { name: 'Periksa pesanan Anda' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Pesan sekarang' }).click()
  await expect(page.getByRole('heading', { name: 'Permintaan Anda sudah masuk' })).toBeVisible()
  await expectAccessible(page)
  const link = page.url().replace('&baru=1', '')
  const reference = ((await page.locator('.confirmation-reference').textContent()) ?? '').trim()

  const desk = await staff('petugas')
  await desk.goto('/kantor/kotak-masuk?q=Sanggar+Uji+Coba')
  await desk.getByRole('link', { name: 'Sanggar Uji Coba' }).first().click()
  await expectAccessible(desk)
  await desk.getByRole('button', { name: 'Setujui' }).click()
  await expect(desk.getByText(/Batalkan|Urungkan|Tarik/).first()).toBeVisible()

  await page.goto(link)
  await page.getByRole('link', { name: 'Buka pas masuk' }).click()
  await expect(page.locator('.pass-letters')).toHaveText(reference.replace(/(.{4})(?=.)/g, '$1 '))
  await expectAccessible(page)
  const pdf = await page.request.get(`/pas/${reference}/pas.pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')

  await page.goto(link)
  await page.getByText('Batalkan pemesanan').click()
  await page.getByRole('button', { name: 'Ya, batalkan' }).click()
  await expect(page.getByText(`Pemesanan ${reference} sudah dibatalkan.`)).toBeVisible()
})

test('what is missing is said at its field, and what was typed stays', async ({ page }, { project }) => {
  await chooseTime(page, project.name === 'phone' ? 20 : 46)
  await page.getByLabel('Nama kelompok, usaha').fill('Sanggar Setengah Jadi')
  await page.getByRole('button', { name: /Tahan waktu ini/ }).click()
  await expect(page.getByRole('alert').or(page.locator('.error-summary')).first()).toBeVisible()
  await expect(page.getByLabel('Nama kelompok, usaha')).toHaveValue('Sanggar Setengah Jadi')
})

test('of two who take the same hour one is told the nearest free ones', async ({ page, another }, {
  project,
}) => {
  const days = project.name === 'phone' ? 24 : 50
  const other = await another()
  await chooseTime(page, days)
  await other.goto(page.url())
  await answer(page, 'Sanggar Pertama')
  await expect(page).toHaveURL(/\/masuk/)
  await answer(other, 'Sanggar Kedua')
  await expect(other.getByRole('heading', { name: 'Waktu terdekat yang masih kosong' })).toBeVisible()
  await expect(other.getByLabel('Nama kelompok, usaha')).toHaveValue('Sanggar Kedua')
})

test('a booked hour is shown as taken at once, also to visitors', async ({ page, request }, { project }) => {
  await chooseDay(page, project.name === 'phone' ? 12 : 38)
  const day = page.url().split('#')[0] ?? ''
  const shown = async () => {
    const html = await (await request.get(day)).text()
    return [...html.matchAll(/pesan\?mulai=([^"#]+)/g)].map((match) => decodeURIComponent(match[1] ?? ''))
  }
  const [first] = await shown()
  expect(first).toBeTruthy()
  await page.goto(`${hall}/pesan?mulai=${encodeURIComponent(first ?? '')}`)
  await answer(page, 'Sanggar Cepat')
  await expect(page).toHaveURL(/\/masuk/)
  expect(await shown()).not.toContain(first)
})
