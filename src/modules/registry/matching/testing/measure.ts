import { type Blocks, blockNames, blocksOf } from '../blocks.ts'
import { type Prepared, prepare } from '../compare.ts'
import { askFrom, compare } from '../rules.ts'
import { type Labelled, labelledSet } from './labelled.ts'

export interface Quality {
  records: number
  truePairs: number
  /** Pairs compared: what finding by keys leaves of all possible pairs. */
  candidates: number
  /** Of the true pairs, those that share a key. */
  reached: number
  /** Of the pairs put before an officer, those that are one. */
  precision: number
  /** Of the true pairs, those put before an officer. */
  recall: number
}

export interface Mistake {
  kind: 'missed' | 'wrong'
  score: number
  reasons: readonly string[]
  a: Labelled
  b: Labelled
}

type Entered = { record: Labelled; prepared: Prepared; blocks: Blocks }

/** Pairs that share a key. */
function* pairsOf(all: readonly Entered[]): Generator<[Entered, Entered]> {
  const index = new Map<string, number[]>()
  for (const [at, { blocks }] of all.entries())
    for (const name of blockNames)
      if (blocks[name] !== null) {
        const key = `${name}:${blocks[name]}`
        index.set(key, [...(index.get(key) ?? []), at])
      }
  const seen = new Set<number>()
  for (const members of index.values())
    for (const [at, one] of members.entries())
      for (const other of members.slice(at + 1)) seen.add(one * all.length + other)
  for (const pair of seen) {
    const [a, b] = [all[Math.floor(pair / all.length)], all[pair % all.length]]
    if (a && b) yield [a, b]
  }
}

function countTruePairs(set: readonly Labelled[]): number {
  const entries = new Map<number, number>()
  for (const { truth } of set) entries.set(truth, (entries.get(truth) ?? 0) + 1)
  return [...entries.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
}

/** Find and score the pairs of a labelled set as the register does, and count what was right. */
export function measure(seed: number, businesses?: number): Quality & { mistakes: Mistake[] } {
  const set = labelledSet(seed, businesses)
  const all = set.map((record) => {
    const prepared = prepare(record)
    return { record, prepared, blocks: blocksOf(prepared) }
  })
  const truePairs = countTruePairs(set)
  const mistakes: Mistake[] = []
  let [candidates, reached, asked, right] = [0, 0, 0, 0]
  for (const [x, y] of pairsOf(all)) {
    const { score, reasons } = compare(x.prepared, y.prepared)
    const same = x.record.truth === y.record.truth
    const ask = score >= askFrom
    candidates += 1
    reached += Number(same)
    asked += Number(ask)
    right += Number(ask && same)
    if (ask !== same)
      mistakes.push({ kind: same ? 'missed' : 'wrong', score, reasons, a: x.record, b: y.record })
  }
  return {
    records: set.length,
    truePairs,
    candidates,
    reached,
    precision: right / Math.max(1, asked),
    recall: right / Math.max(1, truePairs),
    mistakes,
  }
}
