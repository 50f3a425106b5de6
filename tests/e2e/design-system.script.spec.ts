import sharp from 'sharp'
import { violationsOn } from '../support/axe.ts'
import { expect, test } from '../support/browser.ts'

const publicPages = [
  '/',
  '/en',
  '/tentang',
  '/bantuan',
  '/privasi',
  '/aksesibilitas',
  '/luring',
  '/tidak-ada',
]

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing to fault on the public pages, ${colorScheme}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme, baseURL, viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    for (const path of publicPages) {
      await page.goto(path)
      const violations = await violationsOn(page)
      expect(violations.map((one) => `${path} ${one.id}`)).toEqual([])
    }
    await context.close()
  })

  test(`nothing to fault on any component, ${colorScheme}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ colorScheme, baseURL, viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    await page.goto('/dev/ui')
    const violations = await violationsOn(page)
    expect(violations.map((one) => one.id)).toEqual([])
    await context.close()
  })
}

test('nothing is wider than a screen of 320 pixels, and no text is under 16', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of [...publicPages, '/dev/ui']) {
    await page.goto(path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) =>
          [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()),
        )
        .filter(
          (one) => one.getClientRects().length > 0 && Number.parseFloat(getComputedStyle(one).fontSize) < 16,
        )
        .map((one) => one.outerHTML.slice(0, 80)),
    )
    expect(small, path).toEqual([])
  }
})

test('a refused form keeps what was typed, says what is wrong and takes the focus, without script', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const page = await context.newPage()
  await page.goto('/dev/ui')
  await page.fill('#f-name', 'Slamet')
  await page.fill('#f-password', 'rahasia')
  await page.check('input[name=needs][value=sound]')
  await page.click('button:has-text("Kirim permintaan")')
  await expect(page.locator('.error-summary')).toBeFocused()
  await expect(page.locator('#f-name')).toHaveValue('Slamet')
  await expect(page.locator('#f-password')).toHaveValue('')
  await expect(page.locator('input[name=needs][value=sound]')).toBeChecked()
  await page.click('.error-summary a[href="#f-phone"]')
  await expect(page.locator('#f-phone')).toHaveAttribute('aria-invalid', 'true')
  await context.close()
})

test('a draft survives a reload, without secrets, and can be deleted', async ({ page }) => {
  await page.goto('/dev/ui')
  await page.waitForFunction(() => document.documentElement.classList.contains('js'))
  await page.waitForLoadState('networkidle')
  await page.fill('#f-name', 'Slamet')
  await page.fill('#f-password', 'rahasia')
  await page.fill('#f-code', '123456')
  await page.check('input[name=purpose][value=meeting]')
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('berdaya:draft:dev-ui') ?? ''))
    .toContain('Slamet')
  const kept = await page.evaluate(() => localStorage.getItem('berdaya:draft:dev-ui') ?? '')
  expect(kept).not.toMatch(/rahasia|123456/)
  await page.reload()
  await expect(page.locator('#f-name')).toHaveValue('Slamet')
  await expect(page.locator('input[name=purpose][value=meeting]')).toBeChecked()
  await page.click('[data-draft-clear]')
  await expect(page.locator('#f-name')).toHaveValue('')
  expect(await page.evaluate(() => localStorage.getItem('berdaya:draft:dev-ui'))).toBeNull()
})

test('a photo leaves the phone at 300 KB or less and without its EXIF', async ({ page }) => {
  const photo = await sharp({
    create: {
      width: 3000,
      height: 2250,
      channels: 3,
      background: '#a33',
      noise: { type: 'gaussian', mean: 128, sigma: 50 },
    },
  })
    .withExif({ IFD0: { Make: 'TestPhone' } })
    .jpeg({ quality: 60 })
    .toBuffer()
  expect(photo.length).toBeGreaterThan(1_000_000)
  await page.goto('/dev/ui')
  await page.waitForLoadState('networkidle')
  await page.setInputFiles('#f-photo', { name: 'kios.jpg', mimeType: 'image/jpeg', buffer: photo })
  await expect(page.locator('[data-photo-note]')).toBeVisible({ timeout: 20_000 })
  const sent = await page.evaluate(async () => {
    const file = (document.querySelector('#f-photo') as HTMLInputElement).files?.[0]
    return file ? { size: file.size, head: (await file.slice(0, 200).text()).slice(0, 200) } : null
  })
  expect(sent?.size).toBeLessThanOrEqual(300 * 1024)
  expect(sent?.head).not.toContain('Exif')
})

test('without a network the offline page answers, in the language of the page that was wanted', async ({
  page,
  context,
}) => {
  await page.goto('/')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/en/luring')) !== undefined))
    .toBe(true)
  await page.reload()
  await context.setOffline(true)
  await page.goto('/ruang')
  await expect(page.locator('h1')).toHaveText('Tidak ada jaringan')
  await page.goto('/en/ruang')
  await expect(page.locator('h1')).toHaveText('No network')
})

test('the front page is light: HTML, style and script by their compressed size', async ({ request }) => {
  const size = async (path: string) => {
    const response = await request.get(path, { headers: { 'accept-encoding': 'identity' } })
    const { brotliCompressSync } = await import('node:zlib')
    return brotliCompressSync(await response.body()).length
  }
  const html = await (await request.get('/')).text()
  const linked = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '')
  const styles = linked(/<link href="([^"]+)" rel="stylesheet"/g)
  const scripts = linked(/<script[^>]* src="([^"]+)"/g)
  const sum = async (paths: string[]) => (await Promise.all(paths.map(size))).reduce((a, b) => a + b, 0)
  expect(await size('/')).toBeLessThanOrEqual(30 * 1024)
  expect(await sum(styles)).toBeLessThanOrEqual(20 * 1024)
  expect(await sum(scripts)).toBeLessThanOrEqual(6 * 1024)
})
