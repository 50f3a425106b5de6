import { ownerWordsOf, type Prepared } from './compare.ts'
import { soundOf, wordsOf } from './spelling.ts'
import { generic, titles, trades } from './vocabulary.ts'

/**
 * Keys under which a record is found again: only records that share one are compared. Each is narrow (people share a name,
 * a district not a nation), and they fail for different mistakes: a mistyped name still has its owner, its phone or its corner.
 */
export interface Blocks {
  nik: string | null
  phone: string | null
  /** District and how the name's own words sound. */
  name: string | null
  /** Village and how the longest of them sounds: the others may be missing. */
  word: string | null
  /** District and how the owner's names sound. */
  owner: string | null
  /** Village, neighbourhood and the trade or sector. */
  corner: string | null
  /** Village, street and house number. */
  door: string | null
}

export const noBlocks: Blocks = {
  nik: null,
  phone: null,
  name: null,
  word: null,
  owner: null,
  corner: null,
  door: null,
}

export const blockNames = ['nik', 'phone', 'name', 'word', 'owner', 'corner', 'door'] as const

export function blocksOf(record: Prepared): Blocks {
  const district = record.regionCode.slice(0, 8)
  const words = wordsOf(record.name).filter((word) => !titles.has(word) && !generic.has(word))
  const own = words.filter((word) => !Object.hasOwn(trades, word))
  const telling = own.length > 0 ? own : words
  const longest = [...telling].sort((a, b) => b.length - a.length)[0]
  const owner = ownerWordsOf(record.ownerName)
    .filter((word) => word.length > 1)
    .map(soundOf)
  return {
    nik: record.nik,
    phone: record.phone,
    name: telling.length > 0 ? keyOf(district, [...telling.map(soundOf)].sort()) : null,
    word: longest ? keyOf(record.regionCode, [soundOf(longest)]) : null,
    owner: owner.length > 0 ? keyOf(district, owner.sort().slice(0, 3)) : null,
    corner:
      record.rw === null
        ? null
        : keyOf(record.regionCode, [record.rw, record.rt ?? '-', record.sector ?? record.kind]),
    door:
      record.streetWords[0] === undefined
        ? null
        : keyOf(record.regionCode, [
            ...record.streetWords.slice(0, 2).map(soundOf),
            record.numbers[0] ?? '-',
          ]),
  }
}

/** Short enough for an index, long enough to tell apart. */
const keyOf = (place: string, parts: readonly string[]) => `${place}|${parts.join('|')}`.slice(0, 80)

/** Do two records share a key? What the database answers by its indexes. */
export const meet = (a: Blocks, b: Blocks): boolean =>
  blockNames.some((name) => a[name] !== null && a[name] === b[name])
