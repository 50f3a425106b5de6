import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

/** A name of this test's own, late in every list. */
const newName = () => `Yatmi ${Math.random().toString(36).slice(2, 8)}`

const save = (page: Page) => page.getByRole('button', { name: 'Simpan' }).click()

async function add(page: Page, section: string, fill: () => Promise<void>) {
  const home = page
    .url()
    .split('?')[0]
    ?.replace(/\/(anggota|utang|kesejahteraan|pekerjaan|keuangan)$/, '')
  await page.goto(`${home}/${section}/tambah`)
  await fill()
  await save(page)
  await expect(page.locator('.flash, [role=status]').filter({ hasText: 'Tersimpan' }).first()).toBeVisible()
}

test('an officer records a family: head, member, work, money, a moneylender, and a rung', async ({
  page,
}) => {
  test.slow()
  const name = newName()
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/keluarga')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Catat keluarga' }).first().click()
  await save(page)
  await expect(page.getByText('Nama kepala keluarga: ').first()).toBeVisible()
  await page.getByLabel('Nama kepala keluarga').fill(name)
  await page.getByLabel('Tahun lahir').fill('1979')
  await expectAccessible(page)
  await save(page)
  await expect(page.getByRole('heading', { name: `Keluarga ${name}` })).toBeVisible()

  await add(page, 'anggota', async () => {
    await page.getByLabel('Nama', { exact: true }).fill('Bagus')
    await page.getByLabel('Hubungan dengan kepala keluarga').selectOption('Anak')
    await page.getByRole('checkbox', { name: /Tanggungan/ }).check()
  })
  await add(page, 'pekerjaan', async () => {
    await page.getByLabel('Siapa').selectOption(name)
    await page.getByLabel('Pekerjaan', { exact: true }).fill('Buruh cuci')
    await page.getByLabel('Status kerja').selectOption('Pekerja bebas di luar pertanian')
    await page.getByLabel('Sejak').fill('3/2020')
  })
  await expect(page.getByText('Informal, karena statusnya')).toBeVisible()
  await add(page, 'keuangan', async () => {
    await page.getByLabel('Jenis').selectOption('Makan dan minum')
    await page.getByLabel('Jumlah sebulan').fill('1.000.000')
    await page.getByLabel('Sejak').fill('2025')
  })
  await add(page, 'utang', async () => {
    await page
      .getByLabel('Pemberi pinjaman', { exact: true })
      .selectOption('Rentenir, bank plecit, bank emok')
    await page.getByLabel('Dipakai untuk').selectOption('Makan sehari-hari')
    await page.getByLabel('Kapan meminjam').fill('2025')
    await page.getByLabel('Pinjaman menurut perjanjian').fill('1.500.000')
    await page.getByLabel('Uang yang diterima').fill('1.300.000')
    await page.getByLabel('Cicilan setiap kali').fill('36.000')
    await page.getByText('mingguan', { exact: true }).click()
    await page.getByLabel('Berapa kali cicilan').fill('52')
  })
  await expect(page.getByText('Bunga efektif 114,4')).toBeVisible()
  await expect(page.getByText('Rp 36.000')).toHaveCount(0)
  await expectAccessible(page)

  await page.getByText('Tampilkan jumlah utang').click()
  await page.getByLabel('Mengapa Anda perlu melihatnya?').fill('Menyusun rencana pelunasan')
  await page.getByRole('button', { name: 'Tampilkan', exact: true }).click()
  await expect(page.getByText('cicilan Rp 36.000 mingguan')).toBeVisible()

  await add(page, 'kesejahteraan', async () => {
    await page.getByRole('combobox', { name: /^Desil/ }).selectOption('2 – Miskin')
    await page.getByLabel('Per tanggal').fill('2025')
  })
  await page.getByRole('link', { name: 'Ringkasan' }).last().click()
  await expect(page.getByText('Di bawah', { exact: true })).toBeVisible()
  await expect(page.getByText('1 dari rentenir')).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/kantor/keluarga?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('table').getByText('Rentenir')).toBeVisible()
})

test('a record is corrected and ended with a reason; the history keeps what it said', async ({ page }) => {
  await signInStaff(page, 'petugas2')
  await page.goto('/kantor/keluarga/baru')
  await page.getByLabel('Nama kepala keluarga').fill(newName())
  await save(page)
  await expect(page.getByText('Keluarga dicatat')).toBeVisible()
  const home = page.url()
  await add(page, 'pekerjaan', async () => {
    await page.getByLabel('Siapa').selectOption({ index: 1 })
    await page.getByLabel('Pekerjaan', { exact: true }).fill('Penjual sayur')
    await page.getByLabel('Status kerja').selectOption('Berusaha sendiri')
    await page.getByLabel('Sejak').fill('2019')
  })
  await page.getByRole('link', { name: /^Ubah.*Penjual sayur/ }).click()
  await expect(page.getByLabel('Sejak')).toHaveValue('2019')
  await page.getByLabel('Sejak').fill('5/2018')
  await save(page)
  await expect(page.getByLabel('Sejak')).toHaveValue('5/2018')
  await page.getByRole('textbox', { name: 'Alasan perubahan' }).fill('Salah ingat tahun')
  await save(page)
  await expect(page.getByText('Sejak Mei 2018')).toBeVisible()
  await page.getByRole('link', { name: /^Ubah.*Penjual sayur/ }).click()
  await page.getByText('Sudah berakhir?').click()
  await page.getByLabel('Sampai kapan').fill('2024')
  await page.getByLabel('Apa yang terjadi?').fill('Lapak digusur')
  await page.getByRole('button', { name: 'Nyatakan berakhir' }).click()
  await expect(page.getByText('Mei 2018 – 2024')).toBeVisible()
  await page.goto(`${home}/riwayat`)
  await expect(page.getByText('Alasan: Salah ingat tahun')).toBeVisible()
  await expect(page.getByText('2019 → Mei 2018')).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${home}/linimasa`)
  await expect(page.getByText('Berakhir: Penjual sayur')).toBeVisible()
  await expectAccessible(page)
})

test('a place of origin is searched, and an officer of another city sees no family of this one', async ({
  page,
}) => {
  await signInStaff(page, 'petugas')
  await page.goto('/kantor/keluarga/baru')
  await page.getByLabel('Nama kepala keluarga').fill(newName())
  await save(page)
  await expect(page.getByText('Keluarga dicatat')).toBeVisible()
  const home = page.url()
  await page.goto(`${home}/perpindahan/tambah`)
  await page.getByLabel('Alasan pindah').selectOption('Mencari kerja')
  await page.locator('input[name=fromRegion_q]').fill('wonogiri')
  await page.getByRole('button', { name: 'Cari' }).first().click()
  await page.getByRole('radio', { name: /^Kabupaten Wonogiri/ }).check()
  await page.getByLabel('Pindah ke sini kapan').fill('2012')
  await expect(page.getByLabel('Alasan pindah')).toHaveValue('work')
  await save(page)
  await expect(page.getByText('Pindah dari Kabupaten Wonogiri').first()).toBeVisible()
  await page.goto(home)
  await expect(page.getByText('Pendatang dari Kabupaten Wonogiri')).toBeVisible()
  await page.context().clearCookies()
  await signInStaff(page, 'surabaya')
  const answer = await page.goto(home)
  expect(answer?.status()).toBe(404)
})
