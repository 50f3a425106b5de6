import type { CDPSession, Locator, Page } from '@playwright/test'
import { expect, expectAccessible, signInStaff, test } from '../support/browser.ts'
import { type Market, makeMarket } from '../support/market.ts'

type XY = readonly [number, number]
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const board = (page: Page) => page.getByRole('application')
const stall = (page: Page, code: string) => page.locator(`g[aria-label="${code}"]`)

async function openEditor(page: Page, width: number, height: number): Promise<Market> {
  await page.setViewportSize({ width, height })
  await signInStaff(page, 'pengelola')
  const market = await makeMarket(page)
  await page.goto(`/kantor/ruang/${market.id}/denah`)
  // The buttons work once the script has taken the page over.
  await expect(async () => {
    await press(page, 'Gambar lapak')
    await expect(page.getByRole('button', { name: 'Gambar lapak' })).toHaveAttribute('aria-pressed', 'true', {
      timeout: 500,
    })
  }).toPass()
  return market
}

/** Metres of the plan as a place on the screen. */
async function at(page: Page, [x, y]: XY) {
  await page.locator('.board').evaluate((frame) => frame.scrollIntoView({ block: 'center' }))
  const box = await board(page).boundingBox()
  const ground = (await board(page).getAttribute('viewBox'))?.split(' ').map(Number) ?? []
  const [wide, high] = [ground[2] ?? 1, ground[3] ?? 1]
  return {
    x: (box?.x ?? 0) + (x / wide) * (box?.width ?? 0),
    y: (box?.y ?? 0) + (y / high) * (box?.height ?? 0),
  }
}

/** One finger, or two, from here to there: real touches, which the mouse of the browser cannot make. */
async function drag(page: Page, cdp: CDPSession, ...ways: readonly (readonly [XY, XY])[]) {
  const places = await Promise.all(
    ways.map(async ([from, to]) => [await at(page, from), await at(page, to)] as const),
  )
  const step = (part: number) =>
    places.map(([from, to], id) => ({
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
      id,
    }))
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: step(0) })
  for (const part of [0.3, 0.6, 1])
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: step(part) })
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}
async function tap(page: Page, where: XY) {
  const { x, y } = await at(page, where)
  await page.touchscreen.tap(x, y)
}

/** Names of what is too small for a finger. */
const small = (editor: Locator) =>
  editor
    .locator(
      'button:visible, select:visible, summary:visible, input:not([type=checkbox]):visible, label.tick:visible',
    )
    .evaluateAll((all) =>
      all
        .filter((one) => one.getBoundingClientRect().height < 43.5)
        .map((one) => one.outerHTML.slice(0, 120)),
    )

async function saved(page: Page, { id }: Market) {
  const plan = await (await page.request.get(`/api/v1/spaces/${id}/plan`)).json()
  return plan as {
    zones: { name: string; area?: XY[] }[]
    stalls: {
      code: string
      zone: string | null
      water: boolean
      power: boolean
      shape: { points?: XY[]; w?: number }
    }[]
  }
}

for (const [device, width, height] of [
  ['phone', 360, 740],
  ['tablet', 1024, 768],
] as const)
  test(`a plan drawn by finger on a ${device}: numbered, grouped, water and power, undone, saved, seen by all`, async ({
    page,
    another,
  }) => {
    const market = await openEditor(page, width, height)
    const cdp = await page.context().newCDPSession(page)
    await drag(page, cdp, [
      [1, 1],
      [4, 3],
    ])
    await drag(page, cdp, [
      [5, 1],
      [8, 3],
    ])
    await expect(stall(page, 'A-2')).toBeVisible()
    await press(page, 'Bentuk bebas')
    for (const corner of [
      [1, 4],
      [7, 4],
      [7, 6],
      [4, 6],
      [4, 8],
      [1, 8],
      [1, 4],
    ] as const)
      await tap(page, corner)
    await expect(stall(page, 'A-3')).toHaveAttribute('aria-pressed', 'true')
    await drag(page, cdp, [
      [7, 6],
      [8, 6],
    ])
    await press(page, 'Pilih beberapa')
    await tap(page, [2.5, 2])
    await tap(page, [6.5, 2])
    await expect(page.getByText('3 lapak dipilih')).toBeVisible()
    await tap(page, [2, 7])
    await page.getByLabel('Awalan').last().fill('B-')
    await press(page, 'Beri nomor urut')
    await expect(stall(page, 'B-2')).toBeVisible()
    await press(page, 'Tambah zona')
    await page.getByRole('combobox', { name: 'Zona', exact: true }).selectOption('Zona 1')
    await page.getByLabel('Air', { exact: true }).check()
    await page.getByLabel('Listrik', { exact: true }).check()
    await press(page, 'Urungkan')
    await expect(page.locator('.bolt')).toHaveCount(0)
    await press(page, 'Ulangi')
    await expect(page.locator('.bolt')).toHaveCount(2)
    await expectAccessible(page)
    expect(await small(page.locator('.editor'))).toEqual([])
    await press(page, 'Simpan denah')
    await expect(page.locator('.flash')).toContainText('Denah tersimpan: 3 lapak.')
    const { stalls } = await saved(page, market)
    expect(stalls.map(({ code, zone, water, power }) => [code, zone, water, power])).toEqual([
      ['A-3', null, false, false],
      ['B-1', 'z1', true, true],
      ['B-2', 'z1', true, true],
    ])
    expect(stalls[0]?.shape.points).toContainEqual([8, 6])
    const visitor = await another()
    await visitor.goto(`/ruang/${market.slug}`)
    await expect(visitor.getByRole('link', { name: /^A-3, / }).first()).toBeAttached()
  })

test('two fingers zoom; one finger moves the board where nothing is chosen', async ({ page }) => {
  await openEditor(page, 360, 740)
  const cdp = await page.context().newCDPSession(page)
  await press(page, 'Pilih dan geser')
  const wide = async () => Number(await board(page).getAttribute('width'))
  const before = await wide()
  await drag(
    page,
    cdp,
    [
      [4, 4],
      [2, 2],
    ],
    [
      [8, 4],
      [11, 4],
    ],
  )
  expect(await wide()).toBeGreaterThan(before * 1.2)
  await press(page, 'Seluruh denah')
  expect(await wide()).toBeLessThan(360)
})

test('by keys alone: a stall of any form, its corners, and the ground of a zone with what stands on it', async ({
  page,
}) => {
  const market = await openEditor(page, 1024, 768)
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name)
  }
  const right = (count: number) => Array<string>(count).fill('Shift+ArrowRight')
  const down = (count: number) => Array<string>(count).fill('Shift+ArrowDown')
  await press(page, 'Bentuk bebas')
  await board(page).focus()
  await keys('Enter', ...right(2), 'Enter', ...down(2), 'Enter', 'Shift+ArrowLeft', 'Enter')
  await press(page, 'Selesai')
  await expect(stall(page, 'A-1')).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Sudut 3 dari 4' }).focus()
  await keys('ArrowRight', 'ArrowDown')
  await page.getByRole('button', { name: 'Tambah sudut sesudah sudut 3' }).focus()
  await keys('Enter')
  await expect(page.getByRole('button', { name: 'Sudut 5 dari 5' })).toBeAttached()
  await press(page, 'Tambah zona')
  await page.getByLabel('Nama zona').fill('Kuliner')
  await page.getByRole('button', { name: /^Gambar bidang/ }).click()
  await board(page).focus()
  // From the last corner, (3, 5), around everything drawn.
  await keys(...right(4), ...down(2), 'Enter')
  for (let step = 0; step < 6; step++) await keys('Shift+ArrowUp')
  await keys('Enter')
  for (let step = 0; step < 6; step++) await keys('Shift+ArrowLeft')
  await keys('Enter', ...down(6), 'Enter')
  await press(page, 'Selesai')
  await expectAccessible(page)
  await press(page, 'Simpan denah')
  await expect(page.locator('.flash')).toContainText('Denah tersimpan: 1 lapak.')
  const { zones, stalls } = await saved(page, market)
  expect(zones[0]).toMatchObject({
    name: 'Kuliner',
    area: [
      [11, 9],
      [11, 0],
      [0, 0],
      [0, 12],
    ].map(([x, y]) => [x, y]),
  })
  expect(stalls[0]).toMatchObject({ code: 'A-1', zone: 'z1' })
  expect(stalls[0]?.shape.points).toHaveLength(5)
})
