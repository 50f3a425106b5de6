import { shortForms } from './vocabulary.ts'

/**
 * The words of a text as they are compared: small letters without marks, short forms written out, "Rt.03/Rw.05" gone to
 * blanks between words, single letters that stand together joined ("U.D." is "ud").
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .replace(/&/g, ' dan ')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/([a-z])(\d)/g, '$1 $2')
    .trim()
  if (plain === '') return []
  return plain
    .split(' ')
    .flatMap((word) => (Object.hasOwn(shortForms, word) ? (shortForms[word] ?? word).split(' ') : word))
}

/**
 * One way of writing for the ways a word is written: the spelling of 1901 (oe, dj, tj, nj, sj, ch; j for y where the word
 * shows its age), Arabic names (Rizky, Riski; Achmad, Ahmad), f and v said as p, and doubled letters.
 */
export function fold(word: string): string {
  const old = /oe|dj|tj|nj|sj/.test(word)
  let folded = word
    .replace(/oe/g, 'u')
    .replace(/dj/g, 'J')
    .replace(/tj/g, 'c')
    .replace(/nj/g, 'ny')
    .replace(/sj|sy|sh/g, 's')
    .replace(/kh|ch/g, 'h')
  if (old) folded = folded.replace(/j/g, 'y')
  return folded
    .toLowerCase()
    .replace(/ph|f|v/g, 'p')
    .replace(/dz|z/g, 's')
    .replace(/x/g, 'ks')
    .replace(/q/g, 'k')
    .replace(/([bdt])h/g, '$1')
    .replace(/iy|y(?![aiueo])/g, 'i')
    .replace(/ie/g, 'i')
    .replace(/uw/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=.)h$/, '')
}

/** How a word sounds, for finding: its folded consonants behind the first letter; vowels are what people mistype most. */
export function soundOf(word: string): string {
  const folded = fold(word)
  return (
    folded.slice(0, 1) +
    folded
      .slice(1)
      .replace(/[aiueohy]/g, '')
      .replace(/w/g, '')
  )
}
