import type { Dice } from './dice.ts'

/** One typing mistake: a letter lost, doubled, exchanged with its neighbour or with one beside it on the keyboard. */
export function misspell(dice: Dice, text: string): string {
  const at = 1 + dice.below(Math.max(1, text.length - 1))
  const [before, letter, after] = [text.slice(0, at), text[at] ?? '', text.slice(at + 1)]
  switch (dice.below(4)) {
    case 0:
      return before + after
    case 1:
      return before + letter + letter + after
    case 2:
      return before + (after[0] ?? '') + letter + after.slice(1)
    default:
      return before + dice.pick(['a', 'e', 'i', 'o', 'u', 'n', 's', 'k']) + after
  }
}

const oldSpelling = (text: string) =>
  text
    .replace(/u/g, 'oe')
    .replace(/y/g, 'j')
    .replace(/(?<![dnt])j(?=[aiueo])/g, 'dj')
    .replace(/c/g, 'tj')

/** Written as another person heard it. */
const heard: readonly [RegExp, string][] = [
  [/u/, 'oe'],
  [/j/, 'dj'],
  [/c/, 'tj'],
  [/y/, 'j'],
  [/f/, 'p'],
  [/z/, 's'],
  [/h$/, ''],
  [/s/, 'ss'],
  [/d/, 'dh'],
  [/i/, 'ie'],
  [/k/, 'kh'],
  [/t/, 'th'],
]

const hear = (dice: Dice, word: string) => {
  const [from, to] = dice.pick(heard)
  return word.replace(from, to)
}

const short: readonly [RegExp, readonly string[]][] = [
  [/\bWarung\b/, ['Wr.', 'Wrg', 'Warung', 'warung']],
  [/\bToko\b/, ['Tk.', 'TOKO', 'Tk']],
  [/\bRumah Makan\b/, ['RM', 'R.M.', 'Warung Makan']],
  [/\bPak\b/, ['Bpk', 'P.', 'Bapak', 'Pak']],
  [/\bBu\b/, ['Ibu', 'B.', 'Bu', 'Ny.']],
  [/\bMbak\b/, ['Mb', 'Mbk', 'Mbak']],
  [/\bBakso\b/, ['Baso', 'BAKSO']],
  [/\bMie\b/, ['Mi', 'Bakmi']],
  [/\bLaundry\b/, ['Laundri', 'Londri']],
  [/\bTelur\b/, ['Telor']],
]

export function rewriteName(dice: Dice, name: string): string {
  let text = name
  for (const [word, forms] of short) if (dice.chance(0.6)) text = text.replace(word, dice.pick(forms))
  const words = text.split(' ')
  const longest = words.reduce((at, word, index) => (word.length > (words[at]?.length ?? 0) ? index : at), 0)
  if (dice.chance(0.25)) words[longest] = misspell(dice, words[longest] ?? '')
  else if (dice.chance(0.2)) words[longest] = hear(dice, words[longest] ?? '')
  text = words.join(' ')
  if (dice.chance(0.08) && words.length > 2) text = words.slice(1).join(' ')
  if (dice.chance(0.05)) text = `Usaha ${text}`
  return dice.chance(0.3) ? text.toUpperCase() : text
}

export function rewriteOwner(dice: Dice, name: string): string {
  const words = name.split(' ')
  let text = name
  const roll = dice.below(100)
  if (roll < 10 && words.length > 1) text = `${words[0]} ${words[1]?.[0]}.`
  else if (roll < 22 && words.length > 1) text = words[0] ?? name
  else if (roll < 40) text = misspell(dice, name)
  else if (roll < 50) text = oldSpelling(name)
  else if (roll < 60) text = hear(dice, name)
  if (dice.chance(0.25)) text = `${dice.pick(['H.', 'Hj.', 'Bpk', 'Ibu', 'Bu', 'Pak', 'Ny.'])} ${text}`
  if (dice.chance(0.05)) text = `${text}, S.Pd.`
  return dice.chance(0.3) ? text.toUpperCase() : text
}

export function rewriteAddress(dice: Dice, address: string): string {
  let text = address
    .replace(/^Jl\./, dice.pick(['Jl.', 'Jln', 'Jalan', 'Jl', 'JL.']))
    .replace(/^Gang/, dice.pick(['Gg.', 'Gang', 'Gg']))
    .replace(/^Kampung/, dice.pick(['Kp.', 'Kampung', 'Kmp']))
    .replace(/ No\. /, dice.pick([' No. ', ' no ', ' ', ' Nomor ', ' No.']))
  if (dice.chance(0.15)) text = misspell(dice, text)
  if (dice.chance(0.12)) text = text.replace(/ ?(?:No\.?|no|Nomor)? ?\d+$/, '')
  if (dice.chance(0.15)) text = `${text} RT ${1 + dice.below(8)} RW ${1 + dice.below(9)}`
  if (dice.chance(0.1)) text = `${text}, dekat masjid`
  return text
}
