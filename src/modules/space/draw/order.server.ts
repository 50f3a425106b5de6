import { createHash, createHmac, createSecretKey } from 'node:crypto'
import { canonical } from './canonical.ts'
import { type DrawList, format, type ListedApplicant } from './document.ts'
import { Drum } from './drum.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const hashOfList = (list: DrawList): string => sha256(canonical(list))

/** The key of a draw: nobody knows it before the list is closed and the word is spoken. 32 bytes. */
export const drawKey = (seed: string, listHash: string, word: string): Buffer =>
  Buffer.from(sha256(`${format}\n${seed}\n${listHash}\n${word}`), 'hex')

const range = 2 ** 48

/** The number of an attempt at a turn: the first six bytes of an HMAC-SHA256, 0 … 2^48 − 1. */
function numbersOf(key: Buffer): (turn: number, attempt: number) => number {
  const secret = createSecretKey(key)
  return (turn, attempt) =>
    createHmac('sha256', secret).update(`${turn}/${attempt}`).digest().readUIntBE(0, 6)
}

/**
 * All applicants in drawn order: at each turn one ticket is drawn from those left, every ticket as likely as any other.
 * Numbers beyond the last whole multiple of the tickets are thrown away, since they would favour the first tickets.
 */
export function drawOrder(applicants: readonly ListedApplicant[], key: Buffer): number[] {
  const drum = new Drum(applicants.map(({ weight }) => weight))
  const numberOf = numbersOf(key)
  const order: number[] = []
  for (let turn = 1; turn <= applicants.length; turn++) {
    const { total } = drum
    const fair = range - (range % total)
    let attempt = 0
    let drawn = numberOf(turn, attempt)
    while (drawn >= fair) drawn = numberOf(turn, ++attempt)
    order.push(applicants[drum.take(drawn % total)]?.number ?? 0)
  }
  return order
}

/** Those who had the fewest places first; among them whose last was longest ago; then by number. */
function rotationOrder(applicants: readonly ListedApplicant[]): number[] {
  return [...applicants]
    .sort(
      (a, b) =>
        a.factors.wins - b.factors.wins ||
        compare(a.factors.lastWin ?? '', b.factors.lastWin ?? '') ||
        a.number - b.number,
    )
    .map(({ number }) => number)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The order of a closed list. @param key of the draw; the other rules need none */
export function orderOf(list: DrawList, key: Buffer | null): number[] {
  if (list.rule === 'rotation') return rotationOrder(list.applicants)
  if (list.rule === 'first_come' || key === null)
    return list.applicants.map(({ number }) => number).sort((a, b) => a - b)
  return drawOrder(list.applicants, key)
}
