import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../support/browser.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const newPhone = () =>
  `0812-${String(Date.now()).slice(-8, -4)}-${String(Math.floor(Math.random() * 9000) + 1000)}`

/** The demonstration shows the code that a real site would send. */
async function shownCode(page: Page): Promise<string> {
  const text = await page.getByText(/kode Anda \d{6}/).textContent()
  return /\d{6}/.exec(text ?? '')?.[0] ?? ''
}

async function askForCode(page: Page, phone: string) {
  await page.getByLabel('Nomor ponsel').fill(phone)
  await page.getByRole('button', { name: 'Kirim kode' }).click()
  await expect(heading(page)).toHaveText('Masukkan kode')
}

test('a resident signs in with a phone and a code, says the name once, and comes back to where they wanted to go', async ({
  page,
}) => {
  await page.goto('/saya/sesi')
  await expect(page).toHaveURL(/\/masuk\?next=%2Fsaya%2Fsesi$/)
  await expectAccessible(page)
  await page.getByLabel('Nomor ponsel').fill('0812')
  await page.getByRole('button', { name: 'Kirim kode' }).click()
  await expect(page.getByRole('link', { name: /Tulis nomor telepon seperti/ })).toBeVisible()
  await expect(page.getByLabel('Nomor ponsel')).toHaveValue('0812')

  const phone = newPhone()
  await askForCode(page, phone)
  await expect(page.getByText(`Kode dikirim ke ${phone}.`)).toBeVisible()
  await expectAccessible(page)
  const code = await shownCode(page)
  const wrong = code === '000000' ? '000001' : '000000'
  await page.getByLabel('Kode enam angka').fill(wrong)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(page.getByText('Masih bisa dicoba 2 kali lagi').first()).toBeVisible()
  await expect(page.getByLabel('Kode enam angka')).toHaveValue('')

  await page.getByLabel('Kode enam angka').fill(`${code.slice(0, 3)} ${code.slice(3)}`)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(heading(page)).toHaveText('Siapa nama Anda?')
  await expectAccessible(page)
  await page.getByLabel('Nama').fill('Siti')
  await page.getByRole('button', { name: 'Simpan dan lanjutkan' }).click()
  await expect(page).toHaveURL(/\/saya\/sesi$/)
  await expect(page.getByText('Perangkat ini')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Keluar' }).first().click()
  await expect(page.getByText('Anda sudah keluar dari perangkat ini.')).toBeVisible()
  await page.goto('/saya/profil')
  await expect(page).toHaveURL(/\/masuk\?next=/)
})

test('a reminder’s link to a record of one’s own leads to signing in, not to a page that is not there', async ({
  page,
}) => {
  const record = '/saya/usaha/0190de00-0003-7000-8000-000000000013/perkembangan'
  await page.goto(record)
  await expect(page).toHaveURL(`/masuk?next=${encodeURIComponent(record)}`)
})

test('a wrong number is changed, and who is already signed in is asked whether it is them', async ({
  page,
}) => {
  await page.goto('/masuk')
  await askForCode(page, newPhone())
  await page.getByRole('link', { name: 'Ganti nomor' }).click()
  const phone = newPhone()
  await askForCode(page, phone)
  await expect(page.getByText(`Kode dikirim ke ${phone}.`)).toBeVisible()
  await page.getByLabel('Kode enam angka').fill(await shownCode(page))
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.getByLabel('Nama').fill('Budi Santoso')
  await page.getByRole('button', { name: 'Simpan dan lanjutkan' }).click()

  await page.goto('/masuk?next=https://jahat.example/')
  await expect(page.getByText('Anda sudah masuk sebagai Budi Santoso.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Lanjutkan' })).toHaveAttribute('href', '/saya')
  await page.locator('main').getByRole('button', { name: 'Keluar' }).click()
  await expect(page.getByText('Anda sudah keluar dari perangkat ini.')).toBeVisible()
})

test('consent is given and withdrawn, in both languages', async ({ page }) => {
  await page.goto('/masuk?next=/saya/persetujuan')
  await askForCode(page, newPhone())
  await page.getByLabel('Kode enam angka').fill(await shownCode(page))
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.getByLabel('Nama').fill('Wulan')
  await page.getByRole('button', { name: 'Simpan dan lanjutkan' }).click()

  await expect(heading(page)).toHaveText('Data Anda dan persetujuan')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Saya setuju: Pesan lewat WhatsApp' }).click()
  await expect(page.getByText('Persetujuan Anda dicatat.')).toBeVisible()
  await page.goto('/en/saya/persetujuan')
  await page.getByRole('button', { name: 'Withdraw consent: Messages by WhatsApp' }).click()
  await expect(page.getByText('Consent is withdrawn; this holds at once.')).toBeVisible()
  await page.getByRole('button', { name: 'Give it again' }).click()
  await expect(page.getByText('Your consent is recorded.')).toBeVisible()
})

test('staff sign in with e-mail and password; one message for a wrong address and a wrong password', async ({
  page,
}) => {
  await page.goto('/masuk')
  await page.getByRole('link', { name: 'Petugas? Masuk dengan surel' }).click()
  await expectAccessible(page)
  const attempt = async (email: string, password: string) => {
    await page.getByLabel('Surel').fill(email)
    await page.getByLabel('Kata sandi', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  }
  for (const email of ['petugas@demo.berdaya.example', 'tidak.ada@demo.berdaya.example']) {
    await attempt(email, 'salah-sekali')
    await expect(page.getByText('Surel atau kata sandi tidak cocok.')).toBeVisible()
    await expect(page.getByLabel('Surel')).toHaveValue(email)
  }
  await attempt('admin@demo.berdaya.example', 'coba-berdaya')
  await expect(page).toHaveURL(/\/kantor/)

  for (const [path, title] of [
    ['/kantor/admin/pengguna', 'Pengguna'],
    ['/kantor/admin/pengguna/baru', 'Buat akun'],
    ['/kantor/admin/peran', 'Peran'],
    ['/kantor/admin/peran/beri', 'Beri peran'],
    ['/kantor/admin/delegasi', 'Plt. dan Plh.'],
    ['/kantor/admin/delegasi/baru', 'Tunjuk pengganti'],
    ['/kantor/admin/sso', 'Masuk dengan akun kantor'],
    ['/saya/profil', 'Profil'],
    ['/saya/keamanan', 'Keamanan'],
    ['/saya/kunci-api/baru', 'Buat kunci'],
  ] as const) {
    await page.goto(path)
    await expect(heading(page)).toHaveText(title)
    await expectAccessible(page)
  }
})

test('a resident who strays into the office is told so', async ({ page }) => {
  await page.goto('/masuk?next=/kantor/admin/pengguna')
  await askForCode(page, newPhone())
  await page.getByLabel('Kode enam angka').fill(await shownCode(page))
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.getByLabel('Nama').fill('Tamu')
  await page.getByRole('button', { name: 'Simpan dan lanjutkan' }).click()
  await expect(page.getByText('Anda tidak berwenang melakukan ini.')).toBeVisible()
})

test('an administrator gives a role in the own region, and takes it away again', async ({ page }) => {
  await page.goto('/masuk/petugas?next=/kantor/admin/peran/beri')
  await page.getByLabel('Surel').fill('admin@demo.berdaya.example')
  await page.getByLabel('Kata sandi', { exact: true }).fill('coba-berdaya')
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await expect(heading(page)).toHaveText('Beri peran')
  await page.getByLabel('Surel atau nomor ponsel orangnya').fill('petugas2@demo.berdaya.example')
  await page.getByRole('radio', { name: /^Evaluator/ }).check()
  await page.getByRole('searchbox').fill('Mangkubumin')
  await page.getByRole('button', { name: 'Cari' }).click()
  await expect(page.getByLabel('Surel atau nomor ponsel orangnya')).toHaveValue(
    'petugas2@demo.berdaya.example',
  )
  await page.getByRole('radio', { name: /Kelurahan Mangkubumen/ }).check()
  await page.locator('main form').getByRole('button', { name: 'Beri peran' }).click()
  await expect(page.getByText(/sekarang memegang peran Evaluator/)).toBeVisible()

  await page
    .locator('tr', { hasText: 'Evaluator' })
    .first()
    .getByRole('link', { name: 'Cabut peran' })
    .click()
  await page.getByLabel('Alasan').fill('Uji coba selesai')
  await page.getByRole('button', { name: 'Cabut peran' }).click()
  await expect(page.getByText('Peran dicabut dan langsung tidak berlaku.')).toBeVisible()
})
