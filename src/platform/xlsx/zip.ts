import { createInflateRaw } from 'node:zlib'

/** What was sent is no workbook we can read. */
export class NoWorkbook extends Error {}

interface Entry {
  method: number
  compressed: number
  offset: number
}

/** The files of an archive by name, read from its directory at the end; sizes said elsewhere may lie. */
export type Archive = ReadonlyMap<string, Entry> & { readonly bytes: Buffer }

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50

/** @throws NoWorkbook */
export function openArchive(bytes: Buffer): Archive {
  try {
    return Object.assign(readDirectory(bytes), { bytes })
  } catch (error) {
    throw error instanceof NoWorkbook ? error : new NoWorkbook(String(error))
  }
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  // The end record may be followed by a comment of 64 kB.
  let end = bytes.length - 22
  const first = Math.max(0, end - 65_535)
  while (end >= first && bytes.readUInt32LE(end) !== endMark) end -= 1
  if (end < first) throw new NoWorkbook('no directory')
  const found = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== entryMark) throw new NoWorkbook('broken directory')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    found.set(name.replace(/^\//, ''), {
      method: bytes.readUInt16LE(at + 10),
      compressed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return found
}

/**
 * The bytes of one file as they unpack. A few kilobytes may unpack to gigabytes: more than `limit` is refused.
 * @throws NoWorkbook
 */
export async function* unpack(archive: Archive, name: string, limit: number): AsyncGenerator<Buffer> {
  const entry = archive.get(name)
  const { bytes } = archive
  if (!entry || entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== localMark)
    throw new NoWorkbook(`no ${name}`)
  const start =
    entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
  const body = bytes.subarray(start, start + entry.compressed)
  if (entry.method === 0) {
    if (body.length > limit) throw new NoWorkbook('too large')
    yield body
    return
  }
  const inflate = createInflateRaw({ chunkSize: 1 << 17 })
  inflate.end(body)
  let size = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw new NoWorkbook('too large')
      yield chunk
    }
  } catch (error) {
    throw error instanceof NoWorkbook ? error : new NoWorkbook(String(error))
  } finally {
    inflate.destroy()
  }
}

/** A small file whole, as text; undefined when the archive has none of this name. */
export async function unpackText(archive: Archive, name: string): Promise<string | undefined> {
  if (!archive.has(name)) return undefined
  const parts: Buffer[] = []
  for await (const part of unpack(archive, name, 20_000_000)) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}
