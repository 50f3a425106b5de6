import type { Page } from '@playwright/test'

export const hallPath = '/ruang/sasono-krida-warga-mangkubumen'

const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What a page of the journey is called in tables and pictures. */
export type Step =
  | 'home'
  | 'hall'
  | 'day'
  | 'questions'
  | 'phone'
  | 'code'
  | 'check'
  | 'confirmation'
  | 'pass'

/**
 * Book the hall as a visitor does, from the front page to the pass; `seen` is called on each page.
 * @returns the code of the pass
 */
export async function bookTheHall(
  page: Page,
  { origin, phone, days, name }: { origin: string; phone: string; days: number; name: string },
  seen: (step: Step, page: Page) => Promise<void> = async () => undefined,
): Promise<string> {
  await page.goto(`${origin}/`)
  await seen('home', page)
  await page.goto(`${origin}${hallPath}`)
  await seen('hall', page)
  await page.goto(`${origin}${hallPath}?lihat=hari&hari=${dayFromNow(days)}`)
  await seen('day', page)
  await page.locator('a[href*="pesan?mulai"]').first().click()
  await seen('questions', page)
  await page.locator('input[name=groupKind][value=art_group]').check()
  await page.locator('input[name=name]').fill(name)
  await page.locator('select[name=purpose]').selectOption('rehearsal')
  await page.locator('main form button[type=submit]').last().click()
  await signIn(page, phone, seen)
  await page.waitForURL(/periksa/)
  await seen('check', page)
  await page.locator('form[action*="confirm"] button[type=submit]').click()
  await page.waitForURL(/pesanan\//)
  await seen('confirmation', page)
  const code = ((await page.locator('.confirmation-reference').first().textContent()) ?? '').trim()
  await page.goto(`${origin}/pas/${code}`)
  await seen('pass', page)
  return code
}

/** By phone; the demo shows the code that a message would bring. */
export async function signIn(
  page: Page,
  phone: string,
  seen: (step: Step, page: Page) => Promise<void> = async () => undefined,
): Promise<void> {
  await page.waitForURL(/masuk/)
  await seen('phone', page)
  await page.locator('input[name=phone]').fill(phone)
  await page.locator('main form button[type=submit]').first().click()
  await page.waitForURL(/kode/)
  await seen('code', page)
  const [code = ''] = /\b\d{6}\b/.exec((await page.locator('main').textContent()) ?? '') ?? []
  await page.locator('input[name=code]').fill(code)
  await page.locator('form[action*="masuk"] button[type=submit]').first().click()
  await page.waitForURL(/^(?!.*\/kode)/)
  const ownName = page.locator('input[name=name]')
  if (!page.url().includes('/nama')) return
  await ownName.fill('Sri Contoh')
  await page.locator('main form button[type=submit]').first().click()
}

export async function signInStaff(
  page: Page,
  origin: string,
  login: string,
  password: string,
): Promise<void> {
  await page.goto(`${origin}/masuk/petugas`)
  await page.locator('input[name=email]').fill(login)
  await page.locator('input[name=password]').fill(password)
  await page.locator('main form button[type=submit]').first().click()
  await page.waitForURL(/\/kantor/)
}
