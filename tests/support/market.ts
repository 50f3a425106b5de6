import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, signInByPhone } from './browser.ts'

/** Say something to the API as whoever is signed in on the page. */
export async function send<Answer>(
  page: Page,
  method: 'post' | 'put',
  path: string,
  data: object,
): Promise<Answer> {
  const headers = { 'idempotency-key': randomUUID() }
  const response = await page.request[method](`/api/v1${path}`, { data, headers })
  expect(response.ok(), await response.text()).toBe(true)
  return (await response.json()) as Answer
}

export interface Market {
  id: string
  slug: string
}

/** A published market of one test alone, open day and night, with so many stalls: … */
export async function makeMarket(page: Page, stalls = 0): Promise<Market> {
  const { id, slug } = await send<Market>(page, 'post', '/spaces', {
    name: `Pasar Uji ${randomUUID().slice(0, 6)}`,
    kind: 'market',
    regionCode: '33.72.05.1010',
    address: 'Jl. Samosir 12',
    capacity: 100,
    legalBasis: 'Keputusan uji',
  })
  const openings = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: 0, to: 1440 }))
  await send(page, 'put', `/spaces/${id}/hours`, { openings })
  if (stalls > 0)
    await send(page, 'post', `/spaces/${id}/units`, { kind: 'stall', prefix: 'A', count: stalls })
  await send(page, 'post', `/spaces/${id}/state`, { state: 'published' })
  return { id, slug }
}

/** A market with stalls. @returns its id */
export const addMarket = async (page: Page): Promise<string> => (await makeMarket(page, 2)).id

/** Somebody new on their own phone, with a business that an officer verified. */
export async function addTrader(phone: Page, officer: Page, business: string, sector = 'food') {
  await phone.goto('/masuk?next=%2Fsaya%2Fundian')
  await signInByPhone(phone, `0813${randomInt(10_000_000, 99_999_999)}`, `Pemilik ${business}`)
  const sent = await send<{ id: string; subjectId: string; reference: string }>(
    phone,
    'post',
    '/registrations',
    {
      kind: 'business',
      name: business,
      sector,
      description: 'Jajanan pasar',
      startedYear: 2015,
      workers: 2,
      regionCode: '33.72.05.1010',
      address: 'Jl. Gajah Mada 12',
      ownerName: `Pemilik ${business}`,
      consent: true,
    },
  )
  await send(officer, 'post', `/registrations/${sent.id}/decision`, { decision: 'approve' })
  return sent
}

const day = 86_400_000
const instant = (days: number) => new Date(Date.now() + days * day).toISOString()
const date = (days: number) => instant(days).slice(0, 10)

/** An announced round for the first stalls of a market, open since yesterday for two days more. @returns its id */
export async function announceRound(
  page: Page,
  spaceId: string,
  stalls: number,
  more: object = {},
): Promise<string> {
  const places = await page.request.get(`/api/v1/spaces/${spaceId}/places-to-give`)
  const { items } = (await places.json()) as { items: { id: string }[] }
  const { id } = await send<{ id: string }>(page, 'post', `/spaces/${spaceId}/rounds`, {
    title: `Lapak uji ${randomUUID().slice(0, 6)}`,
    unitIds: items.slice(0, stalls).map(({ id }) => id),
    from: date(20),
    until: date(300),
    opensAt: instant(-1),
    appliesUntil: instant(2),
    closesAt: instant(3),
    ...more,
  })
  await send(page, 'post', `/rounds/${id}/announcement`, {})
  return id
}
