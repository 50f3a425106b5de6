import { StringDecoder } from 'node:string_decoder'
import { NoWorkbook } from './zip.ts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? whole
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

/** Text of an element as a person sees it. Excel writes what XML may not hold as `_x000D_`. */
export function readText(escaped: string): string {
  const plain = escaped.includes('&') ? escaped.replace(/&([a-z]+|#x?[0-9a-fA-F]+);/g, entity) : escaped
  if (!plain.includes('_x')) return plain
  return plain.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code < 32 ? ' ' : String.fromCharCode(code)
  })
}

/** Value of an attribute in the text of a tag; undefined when it has none. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`)
  if (at < 0) return undefined
  const start = at + name.length + 3
  return readText(tag.slice(start, tag.indexOf('"', start)))
}

/** `x:` when the file's tags carry a prefix, as some programs write them. */
export const prefixOf = (xml: string, root: string): string =>
  new RegExp(`<([\\w-]+:)${root}[\\s>]`).exec(xml.slice(0, 4000))?.[1] ?? ''

/** The text between two occurrences of tags, without formatting: rich text has several `<t>`, phonetic readings are left out. */
export function textsIn(xml: string, prefix: string): string {
  let text = ''
  let at = 0
  const open = `<${prefix}t`
  const close = `</${prefix}t>`
  const plain = xml.includes(`<${prefix}rPh`)
    ? xml.replace(new RegExp(`<${prefix}rPh[\\s>][\\s\\S]*?</${prefix}rPh>`, 'g'), '')
    : xml
  for (;;) {
    const start = plain.indexOf(open, at)
    if (start < 0) return readText(text)
    const body = plain.indexOf('>', start)
    const after = plain.charCodeAt(start + open.length)
    if (body < 0) return readText(text)
    // `<t>`, `<t …>`, but not `<tab/>` and not `<t/>`.
    if ((after !== 62 && after !== 32) || plain.charCodeAt(body - 1) === 47) {
      at = body + 1
      continue
    }
    const end = plain.indexOf(close, body)
    if (end < 0) return readText(text)
    text += plain.slice(body + 1, end)
    at = end + close.length
  }
}

/** 16,384 columns of a hundred characters with their tags. */
const longestElement = 4_000_000

/**
 * Pieces of a long document, each ending behind the last whole `close`: what reads them never sees half an element.
 * @throws NoWorkbook when one element is longer than any row can be
 */
export async function* wholePieces(
  chunks: AsyncIterable<Buffer>,
  closeOf: (start: string) => string,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let close: string | undefined
  for await (const chunk of chunks) {
    rest += decoder.write(chunk)
    if (close === undefined && rest.length < 1000) continue
    close ??= closeOf(rest)
    const cut = rest.lastIndexOf(close)
    if (cut < 0) {
      if (rest.length > longestElement) throw new NoWorkbook('an element without end')
      continue
    }
    yield rest.slice(0, cut + close.length)
    rest = rest.slice(cut + close.length)
  }
  yield rest + decoder.end()
}
