import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'
import { dieAt, online, path, setUp, unlock } from '../support/field-phone.ts'

/** Names no other run used, late in every list. */
const nameOf = (word: string) => `Warung ${word} ${Date.now() % 1_000_000}`

const inState = (page: Page, state: string) => page.locator(`[data-field-list] [data-state=${state}]`)

/** A noisy photograph of several hundred kilobytes, which shrinking cannot make trivial. */
const photograph = () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width: 1800, height: 1200, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 60 })
    .toBuffer()
}

/** Somebody's stall, written down with as many photos. */
async function writeDown(page: Page, name: string, photos = 0) {
  await page.getByRole('link', { name: 'Isian baru' }).click()
  await page.getByRole('button', { name: /Pedagang kaki lima/ }).click()
  await page.getByLabel('Nama dagangan').fill(name)
  await page.getByLabel('Bidang').selectOption('Makanan')
  await page.getByLabel('Apa yang dijual atau dikerjakan?').fill('Wedang ronde')
  await page.getByLabel('Tempat berdagang').selectOption('Gerobak atau pikulan')
  await page.getByLabel('Di mana tepatnya?').fill('Depan pasar')
  await page.getByLabel('Alamat atau patokan').fill('Jl. Samratulangi 4')
  await page.getByLabel('Kelurahan atau desa').selectOption({ index: 1 })
  await page.getByLabel('Nama', { exact: true }).fill('Wagiman')
  const picture = photos > 0 ? await photograph() : Buffer.alloc(0)
  for (let number = 1; number <= photos; number++) {
    const file = { name: `foto-${number}.jpg`, mimeType: 'image/jpeg', buffer: picture }
    await page.getByLabel('Foto').first().setInputFiles(file)
    await expect(page.locator('[data-photos] img')).toHaveCount(number)
  }
  await page.getByRole('checkbox', { name: /setuju/ }).check()
}

const done = (page: Page) => page.getByRole('button', { name: 'Selesai, kirim' }).click()

/** What the office has of a name: registrations and whole photos. */
async function atTheOffice(page: Page, name: string) {
  const answer = await page.request.get('/api/v1/field/records?limit=100')
  const { items } = (await answer.json()) as {
    items: { name: string; photos: { fileId: string | null }[] }[]
  }
  const found = items.filter((item) => item.name === name)
  const listed = await page.request.get(`/api/v1/registrations?search=${encodeURIComponent(name)}`)
  const registered = ((await listed.json()) as { items: unknown[] }).items.length
  return { entries: found.length, registered, photos: found[0]?.photos.map(({ fileId }) => fileId) ?? [] }
}

test('without signal: written down, kept sealed, and sent once the network is back — cut and killed in the middle', async ({
  page,
  context,
}) => {
  // Five times the key of a PIN is worked out, which is meant to be slow.
  test.slow()
  await setUp(page)
  await expectAccessible(page)
  const names = [nameOf('Ronde'), nameOf('Wedang'), nameOf('Yangko')]

  await context.setOffline(true)
  await page.reload()
  await unlock(page)
  await expect(page.getByText(/Tidak ada sinyal/)).toBeVisible()
  await writeDown(page, names[0] ?? '', 2)
  await expectAccessible(page)
  const sizes = await page
    .locator('[data-photos] li')
    .evaluateAll((all) => all.map((one) => Number(one.dataset.bytes)))
  expect(Math.max(...sizes)).toBeLessThanOrEqual(300 * 1024)
  await done(page)
  for (const name of names.slice(1)) {
    await writeDown(page, name)
    await done(page)
  }
  await expect(inState(page, 'waiting')).toHaveCount(3)

  // Nothing on the phone can be read without the PIN.
  const kept = await page.evaluate(async () => {
    const [first] = await indexedDB.databases()
    const opening = indexedDB.open(first?.name ?? '')
    const database = await new Promise<IDBDatabase>(
      (ready) => (opening.onsuccess = () => ready(opening.result)),
    )
    const texts = ['meta', 'entries', 'photos'].map(async (drawer) => {
      const asked = database.transaction(drawer).objectStore(drawer).getAll()
      const rows = await new Promise<object[]>((ready) => (asked.onsuccess = () => ready(asked.result)))
      return rows
        .flatMap((row) => Object.values(row))
        .map((value: unknown) =>
          value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : JSON.stringify(value),
        )
    })
    return `${(await Promise.all(texts)).flat().join('\n')} ${JSON.stringify(localStorage)}`
  })
  expect(kept.length).toBeGreaterThan(200_000)
  for (const word of [...names, 'Wagiman', 'Samratulangi', 'Mangkubumen']) expect(kept).not.toContain(word)

  // The network comes and goes with each request that leaves, and the page dies with it.
  for (const request of [1, 3]) page = await dieAt(context, page, request)
  await online(context, page)
  await expect(inState(page, 'sent')).toHaveCount(3, { timeout: 40_000 })
  for (const name of names) expect(await atTheOffice(page, name)).toMatchObject({ entries: 1, registered: 1 })
  const { photos } = await atTheOffice(page, names[0] ?? '')
  expect(photos).toHaveLength(2)
  for (const id of photos) {
    const picture = await page.request.get(`/berkas/${id}/480`)
    expect(picture.status()).toBe(200)
    expect((await picture.body()).length).toBeGreaterThan(5000)
  }
  await page.goto('/kantor/lapangan/kiriman')
  await page.getByRole('link', { name: names[0] }).click()
  await expect(page.locator('main img')).toHaveCount(2)
  await expectAccessible(page)
})

test('signed out on the way: entries stay, one signs in, and they go', async ({ page, context }) => {
  await setUp(page)
  const name = nameOf('Keluar')
  await context.setOffline(true)
  await writeDown(page, name)
  await done(page)
  await context.clearCookies()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Kirim sekarang' }).click()
  await expect(page.getByText(/Anda belum masuk/)).toBeVisible()
  await expect(inState(page, 'waiting')).toHaveCount(1)
  await signInStaff(page, 'petugas')
  await page.goto(path)
  await unlock(page)
  await expect(inState(page, 'sent')).toHaveCount(1)
  expect(await atTheOffice(page, name)).toMatchObject({ entries: 1, registered: 1 })
})

test('a wrong PIN opens nothing, a draft survives, and two tabs do not write on one entry', async ({
  page,
  context,
}) => {
  await setUp(page)
  const name = nameOf('Draf')
  await page.getByRole('link', { name: 'Isian baru' }).click()
  await page.getByRole('button', { name: /Usaha \(UMKM\)/ }).click()
  await page.getByLabel('Nama usaha').fill(name)
  await page.getByRole('button', { name: 'Selesai, kirim' }).click()
  await expect(page.getByText('Bidang: Wajib diisi').first()).toBeVisible()
  await expectAccessible(page)
  await page.waitForTimeout(500)

  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByLabel('PIN', { exact: true }).fill('123 456')
  await other.getByRole('button', { name: 'Buka', exact: true }).click()
  await expect(other.getByText('PIN salah').first()).toBeVisible()
  await unlock(other)
  await expect(other.getByText('sedang dibuka di tab lain')).toBeVisible()
  await other.close()

  await page.reload()
  await unlock(page)
  await expect(page.getByLabel('Nama usaha')).toHaveValue(name)
  await page.getByRole('link', { name: 'Kembali ke daftar' }).click()
  await expect(inState(page, 'draft')).toContainText(name)
})

test('changed at the office meanwhile: both answers are shown, and the chosen one stands', async ({
  page,
  staff,
}) => {
  await setUp(page)
  const name = nameOf('Ubah')
  await writeDown(page, name)
  await done(page)
  await expect(inState(page, 'sent')).toHaveCount(1)
  const first = await (await page.request.get('/api/v1/field/kit?regions=false')).json()
  const receipt = first.entries.find((one: { name: string }) => one.name === name)

  // Somebody at the office mends the address.
  const there = await staff('petugas')
  const { entry: before } = await (
    await there.request.get(`/api/v1/registrations/${receipt.registrationId}`)
  ).json()
  const changed = await there.request.put(`/api/v1/businesses/${before.subjectId}/place`, {
    data: { version: receipt.version, address: 'Jl. Kantor 1', reason: 'Alamat dibetulkan lewat telepon' },
  })
  expect(changed.status(), await changed.text()).toBe(200)

  await inState(page, 'sent').getByRole('link').click()
  await page.getByLabel('Alamat atau patokan').fill('Jl. Lapangan 2')
  await page.getByLabel('Di mana tepatnya?').fill('Sisi timur pasar')
  await done(page)
  await inState(page, 'attention').getByRole('link').click()
  await expect(page.getByRole('heading', { name: 'Data berubah di dua tempat' })).toBeVisible()
  await expect(page.getByRole('radio')).toHaveCount(2)
  await expectAccessible(page)
  await page.getByRole('radio', { name: /Jl. Kantor 1/ }).check()
  await page.getByRole('button', { name: 'Simpan pilihan dan kirim' }).click()
  await expect(inState(page, 'sent')).toHaveCount(1)
  const { entry } = await (await page.request.get(`/api/v1/registrations/${receipt.registrationId}`)).json()
  expect(entry).toMatchObject({ address: 'Jl. Kantor 1', spot: 'Sisi timur pasar' })
})
