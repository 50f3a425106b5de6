import type { Page } from '@playwright/test'
import { expect, signInStaff, test } from '../support/browser.ts'

/** A space into which people may walk, of this test alone. */
async function openSpace(page: Page) {
  await signInStaff(page, 'pengelola')
  const send = async (method: 'post' | 'put', path: string, data: object) => {
    const key = crypto.randomUUID()
    const answer = await page.request[method](`/api/v1${path}`, { data, headers: { 'idempotency-key': key } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  const { id } = await send('post', '/spaces', {
    name: `Ruang Meja ${Date.now()}`,
    kind: 'coworking',
    regionCode: '33.72.05.1010',
    address: 'Jl. Samosir 12',
    capacity: 40,
  })
  const openings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 }))
  await send('put', `/spaces/${id}/hours`, { openings })
  await send('post', `/spaces/${id}/state`, { state: 'published' })
  await send('put', `/spaces/${id}/guest-book`, { open: true })
  return id as string
}

const record = async (page: Page, people: number) => {
  await page.getByLabel('Berapa orang').fill(String(people))
  await page.getByLabel('Bekerja').check()
  await page.getByRole('button', { name: 'Catat', exact: true }).click()
}
const guests = async (page: Page, id: string) =>
  (
    (await (await page.request.get(`/api/v1/spaces/${id}/guests?limit=100`)).json()).items as {
      people: number
    }[]
  )
    .map(({ people }) => people)
    .sort()

test('the tablet opens without a network, and sends what was entered meanwhile when it is back', async ({
  page,
  context,
}) => {
  const id = await openSpace(page)
  await page.goto(`/kantor/ruang/${id}/meja`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // From now on the page passes through the worker, which keeps it.
  await page.reload()
  await expect
    .poll(() =>
      page.evaluate(async (path) => (await caches.match(path)) !== undefined, `/kantor/ruang/${id}/meja`),
    )
    .toBe(true)
  await context.setOffline(true)
  await page.reload()
  await record(page, 6)
  const queue = page.locator('[data-desk-queue] li')
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(1)
  await page.reload()
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(1)
  await context.setOffline(false)
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(0, { timeout: 10_000 })
  expect(await guests(page, id)).toEqual([6])
})

test('the tablet keeps guests through a network cut, and each is recorded exactly once', async ({
  page,
  context,
}) => {
  const id = await openSpace(page)
  await page.goto(`/kantor/ruang/${id}/meja`)
  const queue = page.locator('[data-desk-queue] li')
  await record(page, 1)
  await expect(queue).toContainText(['Tercatat'])

  await context.setOffline(true)
  await record(page, 2)
  await record(page, 3)
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(2)
  expect(await page.evaluate(() => navigator.onLine)).toBe(false)
  await context.setOffline(false)
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(0)
  expect(await guests(page, id)).toEqual([1, 2, 3])

  // The answer is lost after the server has acted: what is sent again is the same guest.
  let lost = 0
  await page.route('**/api/v1/spaces/*/guests', async (route) => {
    if (route.request().method() !== 'POST' || lost > 1) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await record(page, 4)
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(1)
  await page.reload()
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(0, { timeout: 15_000 })
  expect(lost).toBe(2)
  expect(await guests(page, id)).toEqual([1, 2, 3, 4])

  await page.reload()
  await context.setOffline(true)
  await page
    .getByRole('button', { name: /Catat pulang/ })
    .first()
    .click()
  await expect(page.locator('main table tbody tr')).toHaveCount(3)
  await context.setOffline(false)
  await expect(queue.filter({ hasText: 'Menunggu jaringan' })).toHaveCount(0)
  await page.reload()
  await expect(page.locator('main table tbody tr')).toHaveCount(3)
})
