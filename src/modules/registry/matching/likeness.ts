import { fold } from './spelling.ts'

/** Jaro–Winkler: 1 for equal words, 0 for words without a common letter; made for short names with typing errors. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const used = new Array<boolean>(b.length).fill(false)
  const matched: string[] = []
  for (const [index, letter] of [...a].entries())
    for (let at = Math.max(0, index - reach); at < Math.min(b.length, index + reach + 1); at += 1)
      if (!used[at] && b[at] === letter) {
        used[at] = true
        matched.push(letter)
        break
      }
  if (matched.length === 0) return 0
  const others = [...b].filter((_, at) => used[at])
  const turned = matched.filter((letter, at) => letter !== others[at]).length / 2
  const common = matched.length
  const jaro = (common / a.length + common / b.length + (common - turned) / common) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Words less alike than this are different words: below it, short Indonesian names meet by chance (Sari, Sri). */
const sameWord = 0.88

/** How alike two words are; an initial stands for any word that begins so. */
function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  if (/\d/.test(a) || /\d/.test(b)) return 0
  const [x, y] = [fold(a), fold(b)]
  if (x === y) return 1
  if (x.length === 1 || y.length === 1) return x[0] === y[0] ? 0.7 : 0
  const shorter = Math.min(x.length, y.length)
  if (shorter >= 3 && (x.startsWith(y) || y.startsWith(x))) return 0.85
  const like = jaroWinkler(x, y)
  return like >= (shorter <= 4 ? 0.92 : sameWord) ? like : 0
}

export interface Weighed {
  word: string
  /** What the word tells: 1 for a name of its own, little for words that everybody uses. */
  weight: number
}

const sum = (words: readonly Weighed[]) => words.reduce((total, { weight }) => total + weight, 0)

/**
 * How alike two lists of words are, whatever their order, from 0 to 1: twice what they share over what both say. Words
 * that were written together or apart ("Gajahmada", "Gajah Mada") are compared as one as well.
 */
export function likeness(a: readonly Weighed[], b: readonly Weighed[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const left = [...b]
  let shared = 0
  for (const { word, weight } of [...a].sort((x, y) => y.weight - x.weight)) {
    let best = -1
    let bestLike = 0
    for (const [at, other] of left.entries()) {
      const like = wordLikeness(word, other.word)
      if (like > bestLike) [best, bestLike] = [at, like]
    }
    const found = left[best]
    if (!found) continue
    shared += (weight + found.weight) * bestLike
    left.splice(best, 1)
  }
  const bySets = shared / (sum(a) + sum(b))
  const joined = (words: readonly Weighed[]) => words.map(({ word }) => fold(word)).join('')
  const asOne = jaroWinkler(joined(a), joined(b))
  return Math.min(1, asOne >= 0.95 ? Math.max(bySets, asOne) : bySets)
}
