import type { Page } from '@playwright/test'
import { stepAt, totpCode } from '../../src/modules/identity/security/totp.server.ts'
import { expect, test } from '../support/browser.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const password = 'sawah-hijau-kereta-malam'

async function signIn(page: Page, email: string, words: string) {
  await page.goto('/masuk/petugas')
  await page.getByLabel('Surel').fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill(words)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

async function signOut(page: Page) {
  await page.goto('/saya/profil')
  await page.locator('main').getByRole('button', { name: 'Keluar' }).click()
  await expect(page.getByText('Anda sudah keluar dari perangkat ini.')).toBeVisible()
}

function fromBase32(letters: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...letters].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** The code of the next half minute: the one of this half minute may just have been used. */
const nextCode = (secret: Buffer) => totpCode(secret, stepAt(new Date().toISOString()) + 1)

test('a colleague is invited, chooses a password, sets up an authenticator, loses the phone, and makes a key', async ({
  page,
}) => {
  const email = `rekan-${Date.now()}@demo.berdaya.example`
  await signIn(page, 'admin@demo.berdaya.example', 'coba-berdaya')
  await expect(page).toHaveURL(/\/kantor/)
  await page.goto('/kantor/admin/pengguna/baru')
  await page.getByRole('textbox', { name: 'Nama' }).fill('Dewi Anggraini')
  await page.getByLabel(/^Surel/).fill(email)
  await page.getByRole('radio', { name: /^Petugas/ }).check()
  await page.getByRole('button', { name: 'Buat akun' }).click()
  await expect(page.getByText('Akun Dewi Anggraini dibuat dan undangan dikirim.')).toBeVisible()

  // Without a gateway the invitation is the administrator's to pass on; the job that says so runs within a second or two.
  await page.goto(`/kantor/admin/pesan?recipient=${encodeURIComponent(email)}`)
  const row = page.getByRole('row').filter({ hasText: 'identity.invitation' })
  let link = ''
  await expect(async () => {
    await page.reload()
    link = /https?:\S+\/masuk\/sandi\?a=\S+/.exec((await row.textContent()) ?? '')?.[0] ?? ''
    expect(link).not.toBe('')
  }).toPass()
  await signOut(page)

  await page.goto(new URL(link).pathname + new URL(link).search)
  await expect(page.getByText(`Untuk akun ${email}`)).toBeVisible()
  await page.getByLabel('Kata sandi baru').fill('berdaya2026')
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
  await expect(page.getByText('Kata sandi ini mudah ditebak').first()).toBeVisible()
  await page.getByLabel('Kata sandi baru').fill(password)
  await page.getByRole('button', { name: 'Simpan kata sandi' }).click()
  await expect(page.getByText('Kata sandi disimpan. Silakan masuk.')).toBeVisible()
  await page.goto(new URL(link).pathname + new URL(link).search)
  await expect(page.getByText('Tautan ini sudah dipakai atau habis waktunya')).toBeVisible()

  await signIn(page, email, password)
  await page.goto('/saya/keamanan/autentikator')
  await page.getByRole('button', { name: 'Pasang autentikator' }).click()
  await expect(page.getByRole('img', { name: 'Kode QR untuk aplikasi autentikator' })).toBeVisible()
  const secret = fromBase32(((await page.locator('code').textContent()) ?? '').replaceAll(' ', ''))
  await page.getByLabel('Kode dari aplikasi').fill(totpCode(secret, stepAt(new Date().toISOString())))
  await page.getByRole('button', { name: 'Aktifkan' }).click()
  await expect(page.getByText('Autentikator aktif.')).toBeVisible()
  const codes = await page.locator('li code').allTextContents()
  expect(codes).toHaveLength(10)
  await signOut(page)

  await signIn(page, email, password)
  await expect(heading(page)).toHaveText('Kode autentikator')
  await page.goto('/kantor')
  await expect(page, 'the password alone opens nothing').toHaveURL(/\/masuk/)
  await page.goto('/masuk/petugas/kode')
  await page.getByLabel('Kode dari aplikasi').fill('000000')
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(page.getByText('Kode tidak cocok.').first()).toBeVisible()
  await page.getByLabel('Kode dari aplikasi').fill(nextCode(secret))
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(page).toHaveURL(/\/kantor/)
  await signOut(page)

  await signIn(page, email, password)
  await page.getByRole('link', { name: 'Pakai kode pemulihan' }).click()
  await page.getByLabel('Kode pemulihan').fill((codes[0] ?? '').toLowerCase())
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(page).toHaveURL(/\/kantor/)

  await page.goto('/saya/kunci-api/baru')
  await page.getByLabel('Dipakai untuk').fill('Kalender di situs kelurahan')
  await page.getByRole('checkbox', { name: /Membaca profil dan peran/ }).check()
  await page.getByRole('button', { name: 'Buat kunci' }).click()
  const key = (await page.locator('strong code, .strong code').textContent()) ?? ''
  const me = await page.request.get('/api/v1/me', { headers: { authorization: `Bearer ${key}`, cookie: '' } })
  expect(await me.json()).toMatchObject({ name: 'Dewi Anggraini', email })
  await page.goto('/saya/kunci-api')
  await expect(page.getByText(key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Cabut kunci Kalender di situs kelurahan' }).click()
  await expect(page.getByText('Kunci dicabut dan langsung tidak berlaku.')).toBeVisible()
  const refused = await page.request.get('/api/v1/me', {
    headers: { authorization: `Bearer ${key}`, cookie: '' },
  })
  expect(refused.status()).toBe(401)
})
