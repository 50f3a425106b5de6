import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { drawFile } from '../../src/modules/space/draw/compute.server.ts'
import {
  type DrawFile,
  type DrawList,
  format,
  type ListedApplicant,
} from '../../src/modules/space/draw/document.ts'
import { drawOrder, sha256 } from '../../src/modules/space/draw/order.server.ts'
import { newSigningKey } from '../../src/modules/space/draw/signature.server.ts'
import { verifyDraw } from '../../src/modules/space/draw/verify.server.ts'
import { Weights, weightOf } from '../../src/modules/space/draw/weights.ts'
import { openBrowser, phone } from '../browser.ts'
import { atMost, count, type Figure, milliseconds, type Section } from '../report.ts'

const draws = 100_000
const applicants = 5000
const places = 1000
const weights = Weights.parse({})

const listed = (number: number, weight: number): ListedApplicant => ({
  number,
  sector: 'food',
  wishes: [],
  any: true,
  factors: { local: false, support: 0, wins: 0, absences: 0, lastWin: null },
  weight,
})

/** How often each applicant stands at each turn, over many draws with keys that follow from a seed: the same in every run. */
function turnsOf(sizes: readonly number[], wanted: number): number[][] {
  const everyone = sizes.map((size, index) => listed(index + 1, size))
  const seen = sizes.map(() => sizes.map(() => 0))
  for (let run = 0; run < wanted; run++) {
    const key = createHash('sha256').update(`fairness ${sizes.join()} ${run}`).digest()
    for (const [turn, number] of drawOrder(everyone, key).entries()) {
      const row = seen[turn]
      if (row) row[number - 1] = (row[number - 1] ?? 0) + 1
    }
  }
  return seen
}

/** Probability of each applicant at each turn, exactly: over all sets of who was drawn before. */
function expectedTurns(sizes: readonly number[]): number[][] {
  const all = sizes.length
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const reached = new Float64Array(2 ** all)
  reached[0] = 1
  const turns = sizes.map(() => sizes.map(() => 0))
  for (let set = 0; set < reached.length; set++) {
    const chance = reached[set] ?? 0
    let gone = 0
    let left = total
    for (let one = 0; one < all; one++)
      if (set & (1 << one)) {
        gone++
        left -= sizes[one] ?? 0
      }
    const row = turns[gone]
    for (let one = 0; one < all && row; one++) {
      if (set & (1 << one)) continue
      const step = (chance * (sizes[one] ?? 0)) / left
      row[one] = (row[one] ?? 0) + step
      reached[set | (1 << one)] = (reached[set | (1 << one)] ?? 0) + step
    }
  }
  return turns
}

/** Chi-square of what was seen against what is expected. */
const chiSquare = (seen: readonly number[], chances: readonly number[], runs: number): number =>
  seen.reduce((sum, times, index) => {
    const expected = (chances[index] ?? 0) * runs
    return sum + (times - expected) ** 2 / expected
  }, 0)

/** 99.9 % of fair draws lie below (Wilson and Hilferty). */
const limit = (freedom: number): number =>
  freedom * (1 - 2 / (9 * freedom) + 3.0902 * Math.sqrt(2 / (9 * freedom))) ** 3

function fairness(what: string, sizes: readonly number[]): Figure[] {
  const seen = turnsOf(sizes, draws)
  const expected = expectedTurns(sizes)
  const freedom = sizes.length - 1
  const shown = [0, Math.floor(sizes.length / 2)]
  return shown.map((turn) =>
    atMost(
      `${what}: turn ${turn + 1}, chi-square over ${count(draws)} draws (${freedom} degrees)`,
      chiSquare(seen[turn] ?? [], expected[turn] ?? [], draws),
      limit(freedom),
      (value) => value.toFixed(1),
    ),
  )
}

function bigFile(): { file: DrawFile; took: number } {
  const list: DrawList = {
    format,
    round: '0190b3f0-0000-7000-8000-000000000001',
    title: 'Bench',
    space: 'Bench',
    rule: 'draw',
    weights,
    places: Array.from({ length: places }, (_, index) => ({
      code: `A-${index}`,
      zone: `Z-${index % 20}`,
      sectors: index % 4 === 0 ? ['food'] : [],
    })),
    applicants: Array.from({ length: applicants }, (_, index) => {
      const factors = {
        local: index % 3 > 0,
        support: index % 9,
        wins: index % 4,
        absences: index % 6,
        lastWin: null,
      }
      return {
        number: index + 1,
        sector: index % 2 ? 'food' : 'craft',
        wishes: [
          `place:A-${(index * 7) % places}`,
          `zone:Z-${index % 20}`,
          `place:A-${(index * 13) % places}`,
        ],
        any: index % 5 > 0,
        factors,
        weight: weightOf(weights, factors),
      }
    }),
  }
  const seed = randomBytes(32).toString('hex')
  const at = new Date().toISOString()
  const begun = performance.now()
  const file = drawFile(
    list,
    { commitment: { hash: sha256(seed), at }, closedAt: at, seed, word: 'BENCH2026', drawnAt: at },
    newSigningKey(),
  )
  return { file, took: performance.now() - begun }
}

/** The page's own module in Chromium, as a visitor runs it. @returns milliseconds and what differed */
async function inBrowser(file: DrawFile): Promise<{ took: number; differs: string[] }> {
  const script = readFileSync(join(import.meta.dirname, '../../static/draw/recompute.js'))
  const server = createServer((request, response) => {
    const isScript = request.url === '/recompute.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><title>draw</title>')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const browser = await openBrowser()
  try {
    const page = await (await browser.newContext(phone)).newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return await page.evaluate(async (published) => {
      const path = '/recompute.js'
      const { check } = await import(path)
      const begun = performance.now()
      const findings: { check: string; ok?: boolean }[] = await check(published, published.publicKey)
      return {
        took: performance.now() - begun,
        differs: findings.filter(({ ok }) => ok === false).map((one) => one.check),
      }
    }, file)
  } finally {
    await browser.close()
    server.close()
  }
}

/** Is the draw fair, and quick enough to be computed again by anybody? */
export async function draw(): Promise<Section> {
  const { file, took } = bigFile()
  const begun = performance.now()
  const wrong = verifyDraw(file).filter(({ ok }) => !ok)
  const verified = performance.now() - begun
  const browser = await inBrowser(file)
  return {
    title: 'The draw of places',
    figures: [
      ...fairness(
        '12 equal weights',
        Array.from({ length: 12 }, () => 10),
      ),
      ...fairness('10 weights from 2 to 25', [2, 3, 5, 7, 8, 10, 13, 17, 21, 25]),
      atMost(
        `draw and sign ${count(applicants)} applicants × ${count(places)} stalls`,
        took,
        1000,
        milliseconds,
      ),
      { what: 'verify it on the server', value: milliseconds(verified) },
      atMost('verify it in the browser (Chromium, phone viewport)', browser.took, 3000, milliseconds),
      atMost('checks that differ, both implementations', wrong.length + browser.differs.length, 0, count),
    ],
    notes: [
      'Chi-square against the exact probability of each applicant at that turn; the ceiling is what 999 of 1,000 fair draws stay under. Keys follow from a fixed text, so every run sees the same draws.',
    ],
  }
}
