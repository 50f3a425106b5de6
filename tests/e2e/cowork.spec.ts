import type { Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const day = (ahead: number) => new Date(Date.now() + (ahead * 24 + 7) * 3_600_000).toISOString().slice(0, 10)

/** A space of this test alone with two seats, open at all hours, into which people may walk. Made by the interface, as staff. */
async function coworking(page: Page, name: string) {
  await signInStaff(page, 'pengelola')
  const send = async (method: 'post' | 'put', path: string, data: object) => {
    const key = crypto.randomUUID()
    const answer = await page.request[method](`/api/v1${path}`, { data, headers: { 'idempotency-key': key } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  const space = await send('post', '/spaces', {
    name,
    kind: 'coworking',
    regionCode: '33.72.05.1010',
    address: 'Jl. Samosir 12',
    capacity: 40,
    approval: 'automatic',
  })
  const openings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 }))
  await send('put', `/spaces/${space.id}/hours`, { openings })
  await send('post', `/spaces/${space.id}/state`, { state: 'published' })
  await send('put', `/spaces/${space.id}/guest-book`, { open: true })
  return { id: space.id as string, slug: space.slug as string, send }
}

test('places are added, a visitor sees which are free and begins to book one', async ({ page, another }) => {
  const { id, slug } = await coworking(page, `Ruang Kursi ${Date.now()}`)
  await page.goto(`/kantor/ruang/${id}/tempat`)
  await page.getByLabel('Awalan kode').fill('K')
  await page.getByLabel('Berapa banyak').fill('3')
  await press(page, 'Tambah')
  await expect(page.locator('main table')).toContainText('Kursi K-3')
  await expectAccessible(page)

  const visitor = await another()
  await visitor.goto(`/ruang/${slug}`)
  const seat = visitor.getByRole('link', { name: /Kursi K-2/ })
  await expect(seat).toContainText('Kosong')
  await seat.click()
  await expect(visitor.getByRole('heading', { name: 'Jadwal Kursi K-2' })).toBeVisible()
  await expectAccessible(visitor)
  const part = new URL(visitor.url()).searchParams.get('bagian')
  await visitor.goto(`/ruang/${slug}/pesan?bagian=${part}&hari=${day(3)}`)
  await visitor.getByLabel('Saya sendiri').or(visitor.getByLabel('Perorangan')).first().check()
  await visitor.locator('[name=name]').fill('Sri')
  await visitor.locator('[name=purpose]').selectOption('meeting')
  await visitor.locator('main form[method=post] button[type=submit]').click()
  await expect(visitor).toHaveURL(/\/periksa|\/masuk/)
})

test('a guest signs the book at the door and out again on the same phone', async ({ page, another }) => {
  const { id, slug } = await coworking(page, `Ruang Tamu ${Date.now()}`)
  const guest = await another()
  await guest.goto(`/ruang/${slug}/tamu`)
  await guest.getByLabel('Bekerja').check()
  await guest.getByLabel('Berapa orang').fill('2')
  await press(guest, 'Masuk')
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Anda sudah tercatat')
  await expectAccessible(guest)
  await page.goto(`/kantor/ruang/${id}/tamu`)
  await expect(page.locator('main')).toContainText('1 catatan, 2 orang')
  await guest.goto(`/ruang/${slug}/tamu`)
  await press(guest, 'Saya pulang')
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText('Terima kasih sudah datang')
})

test('an event takes the space, and who made way chooses another time by the link', async ({
  page,
  another,
  staff,
}) => {
  const { id, send } = await coworking(page, `Ruang Acara ${Date.now()}`)
  const phone = `+62813${String(Date.now()).slice(-8)}`
  const { items } = await send('post', `/spaces/${id}/units`, { kind: 'seat', prefix: 'K', count: 2 })
  const at = (hour: string) => `${day(4)}T${hour}:00:00+07:00`
  const booked = await send('post', `/spaces/${id}/bookings`, {
    unitId: items.at(-1).id,
    start: at('09'),
    end: at('11'),
    groupKind: 'person',
    name: 'Bu Darmi',
    purpose: 'meeting',
    attendees: 1,
    booker: { name: 'Bu Darmi', phone },
  })
  await page.goto(`/kantor/ruang/${id}/kegiatan`)
  await page.getByLabel('Nama kegiatan').fill('Bazar UMKM')
  await page.getByLabel('Tanggal').fill(day(4))
  await page.getByLabel('Mulai').fill('08:00')
  await page.getByLabel('Sampai').fill('12:00')
  await page.getByLabel('Penanggung jawab').fill('Dinas Koperasi')
  await page.getByLabel('Perkiraan jumlah orang').fill('30')
  await press(page, 'Periksa siapa yang terkena')
  await expect(page.locator('main')).toContainText('Bu Darmi')
  await expectAccessible(page)
  await press(page, /Pakai ruang, 1 yang terkena/)
  await expect(page.locator('.flash')).toContainText('Bazar UMKM sudah dipesan')
  await page.goto(`/kantor/ruang/pemesanan/${booked.id}`)
  await expect(page.locator('main')).toContainText('Ruang dipakai untuk kegiatan: Bazar UMKM')

  const office = await staff('admin')
  const told = await office.request.get(`/api/v1/admin/messages?recipient=${encodeURIComponent(phone)}`)
  const link = /\/ruang\/ganti\/[^"\s\\]+/.exec(JSON.stringify(await told.json()))?.[0]
  const holder = await another()
  await holder.goto(link ?? '')
  await expect(holder.locator('main')).toContainText('Bazar UMKM')
  await expectAccessible(holder)
  await holder.getByRole('button', { name: /12\.00–14\.00/ }).click()
  await expect(holder).toHaveURL(/\/pesanan\//)
  await expect(holder.locator('main')).toContainText('Kursi K-2')
  await holder.goto(link ?? '')
  await expect(holder.locator('main')).toContainText('Anda sudah memilih waktu pengganti')
})
