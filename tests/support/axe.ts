import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare const axe: { run: (options: RunOptions) => Promise<AxeResults> }

/**
 * What axe finds to fault on a page as it stands. The checker runs in the page itself: our pages hold no frames, and the
 * usual adapter opens a second, blank page and loads the checker there once more only to join what frames found.
 */
export async function violationsOn(page: Page): Promise<AxeResults['violations']> {
  await page.evaluate(source)
  return page.evaluate(async () => (await axe.run({ resultTypes: ['violations'] })).violations)
}
