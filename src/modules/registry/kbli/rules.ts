/** A group (kelompok) of KBLI 2020, for the most common ones with the words people say for it. */
export interface KbliEntry {
  code: string
  successor: string | null
  title: string
  /** The regulation has no English titles; only common groups were given one. */
  titleEn: string | null
  /** Title of the regulation. */
  official: string
  /** Empty for groups that nobody wrote everyday words for. */
  words: string
}

/** An entry with its words taken apart once: comparing all 1,791 entries must not do that at every search. */
export interface PreparedKbli<Entry extends KbliEntry = KbliEntry> {
  entry: Entry
  /** Everyday words first, then the title as forms show it. */
  spoken: readonly string[]
  /** Words of the regulation's title, without those that most titles have. */
  official: readonly string[]
  phrase: string
}

/** Words that say nothing about the activity: "jual gorengan" asks for gorengan. */
const empty = new Set(
  'jual jualan menjual dagang dagangan berdagang usaha buka bikin membuat buat pembuat penjual pedagang tukang bakul dan di yang toko lapak kecil rumahan saya sell selling make shop'.split(
    ' ',
  ),
)

/** Words in so many titles of the regulation that they tell none from another. */
const formal = new Set(
  'perdagangan besar eceran industri aktivitas jasa kegiatan dan atau dari untuk yang di dalam bukan lainnya ytdl ybdi sejenisnya komoditi berbagai macam barang khusus produk pengolahan usaha penyediaan kaki lima los pasar keliling sewa guna tanpa hak opsi'.split(
    ' ',
  ),
)

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** The words of a text, without those that say nothing; all of them when nothing else is left. */
function wordsOf(text: string): string[] {
  const all = plain(text).split(' ').filter(Boolean)
  const saying = all.filter((word) => !empty.has(word))
  return saying.length > 0 ? saying : all
}

/** Edits between two words (Levenshtein), at most `limit`; one more means "too far". */
function distance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
    }
    row = next
  }
  return row[other.length] ?? limit + 1
}

/** How well two words agree, 0–1: the same, one the beginning of the other, or a slip of the finger in longer words. */
function agreement(wanted: string, known: string): number {
  if (wanted === known) return 1
  if (wanted.length >= 4 && known.startsWith(wanted)) return 0.8
  if (known.length >= 4 && wanted.startsWith(known)) return 0.7
  const slips = wanted.length >= 8 ? 2 : wanted.length >= 4 ? 1 : 0
  if (slips === 0) return 0
  const off = distance(wanted, known, slips)
  return off > slips ? 0 : 0.75 - 0.1 * off
}

/** Earlier words of an entry say better what it is: 1 for the first, never under 0.6. */
const weightOf = (position: number) => Math.max(0.6, 1 - position * 0.02)

export const prepareKbli = <Entry extends KbliEntry>(entries: readonly Entry[]): PreparedKbli<Entry>[] =>
  entries.map((entry) => ({
    entry,
    phrase: plain(entry.words),
    spoken: plain(entry.words ? `${entry.words} ${entry.title} ${entry.titleEn ?? ''}` : '')
      .split(' ')
      .filter(Boolean),
    official: plain(entry.official)
      .split(' ')
      .filter((word) => word.length > 1 && !formal.has(word)),
  }))

/** What a word of a formal title counts: less than any everyday word that fits as well. */
const formalWeight = 0.58

function bestOf(word: string, { spoken, official }: PreparedKbli): number {
  const said = spoken.reduce(
    (most, one, position) => Math.max(most, agreement(word, one) * weightOf(position)),
    0,
  )
  return official.reduce((most, one) => Math.max(most, agreement(word, one) * formalWeight), said)
}

function scoreOf(wanted: readonly string[], prepared: PreparedKbli): number {
  const sum = wanted.reduce((total, word) => total + bestOf(word, prepared), 0)
  return (sum / wanted.length) * (prepared.phrase.includes(wanted.join(' ')) ? 1.2 : 1)
}

/** Two digits are a division, and whoever asks for one wants to see all of it. */
const browsedAtMost = 200

/** Entries for what somebody typed, best first: codes by their first digits, else by words, forgiving slips. */
export function rankKbli<Entry extends KbliEntry>(
  query: string,
  prepared: readonly PreparedKbli<Entry>[],
  limit = 10,
): Entry[] {
  const digits = query.trim()
  if (/^\d{2,5}$/.test(digits))
    return prepared
      .map(({ entry }) => entry)
      .filter(({ code }) => code.startsWith(digits))
      .slice(0, browsedAtMost)
  const wanted = wordsOf(query).slice(0, 8)
  if (wanted.length === 0) return []
  return prepared
    .map((one) => ({ entry: one.entry, score: scoreOf(wanted, one) }))
    .filter(({ score }) => score >= 0.36)
    .sort((one, other) => other.score - one.score || one.entry.code.localeCompare(other.entry.code))
    .slice(0, limit)
    .map(({ entry }) => entry)
}
