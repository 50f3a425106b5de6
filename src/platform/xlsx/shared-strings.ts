import { prefixOf, textsIn, wholePieces } from './xml.ts'
import { type Archive, unpack } from './zip.ts'

/** Texts that cells name by number. */
export interface SharedStrings {
  at(index: number): string | null
}

const none: SharedStrings = { at: () => null }

/**
 * The shared strings of a workbook. They are kept as bytes behind one another: a million of them as JavaScript strings take
 * half a gigabyte, like this the length of the file.
 */
export async function readSharedStrings(archive: Archive, name: string): Promise<SharedStrings> {
  if (!archive.has(name)) return none
  let bytes = Buffer.alloc(1 << 20)
  let offsets = new Uint32Array(1 << 14)
  let [length, count] = [0, 0]
  function add(text: string) {
    const need = length + text.length * 3
    if (need > bytes.length) {
      const larger = Buffer.alloc(Math.max(need, bytes.length * 2))
      bytes.copy(larger, 0, 0, length)
      bytes = larger
    }
    if (count + 2 > offsets.length) {
      const larger = new Uint32Array(offsets.length * 2)
      larger.set(offsets)
      offsets = larger
    }
    length += bytes.write(text, length)
    offsets[++count] = length
  }
  let prefix = ''
  const pieces = wholePieces(unpack(archive, name, 400_000_000), (start) => {
    prefix = prefixOf(start, 'sst')
    return `</${prefix}si>`
  })
  for await (const piece of pieces) {
    if (count === 0) prefix = prefixOf(piece, 'sst') || prefix
    readItems(piece, prefix, add)
  }
  return {
    at: (index) =>
      index >= 0 && index < count ? bytes.toString('utf8', offsets[index] ?? 0, offsets[index + 1]) : null,
  }
}

function readItems(piece: string, prefix: string, add: (text: string) => void) {
  const open = `<${prefix}si>`
  const empty = `<${prefix}si/>`
  const close = `</${prefix}si>`
  let at = 0
  for (;;) {
    const start = piece.indexOf(`<${prefix}si`, at)
    if (start < 0) return
    if (piece.startsWith(empty, start)) {
      add('')
      at = start + empty.length
      continue
    }
    if (!piece.startsWith(open, start)) {
      at = start + open.length
      continue
    }
    const end = piece.indexOf(close, start)
    if (end < 0) return
    add(textsIn(piece.slice(start + open.length, end), prefix))
    at = end + close.length
  }
}
