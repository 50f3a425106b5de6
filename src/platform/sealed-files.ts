import { Readable } from 'node:stream'
import { files } from './files.ts'
import { seal, unseal } from './sign.ts'

/** More bytes came than may. */
export class TooLarge extends Error {}

const frame = 256 * 1024

/** Frames of a length, each sealed by itself, so that neither writing nor reading holds the whole. */
async function* sealedFrames(
  purpose: string,
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = []
  let [held, total] = [0, 0]
  function take(): Buffer {
    const box = seal(purpose, Buffer.concat(waiting).toString('base64'))
    waiting = []
    held = 0
    const length = Buffer.alloc(4)
    length.writeUInt32LE(box.length)
    return Buffer.concat([length, box])
  }
  for await (const chunk of chunks) {
    total += chunk.length
    if (total > limit) throw new TooLarge(`more than ${limit} bytes`)
    waiting.push(chunk)
    held += chunk.length
    if (held >= frame) yield take()
  }
  if (held > 0) yield take()
}

/**
 * Store what comes in, encrypted, while it comes: lists of people do not lie readable on a disk. When it fails, nothing is left.
 * @throws TooLarge
 */
export async function storeSealed(
  key: string,
  purpose: string,
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<void> {
  try {
    await files().putStream(key, Readable.from(sealedFrames(purpose, chunks, limit), { objectMode: false }))
  } catch (error) {
    await files().delete(key)
    throw error
  }
}

/** The stored bytes in their order. @throws when there are none, or they were changed */
export async function* readSealed(key: string, purpose: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of await files().getStream(key)) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE(0)) {
      const end = 4 + rest.readUInt32LE(0)
      yield Buffer.from(unseal(purpose, rest.subarray(4, end)), 'base64')
      rest = rest.subarray(end)
    }
  }
  if (rest.length > 0) throw new Error(`${key} ends too early`)
}

/** Everything at once, for what fits into memory. */
export async function readSealedWhole(key: string, purpose: string): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of readSealed(key, purpose)) parts.push(part)
  return Buffer.concat(parts)
}

/** Remove everything stored under a folder. */
export const removeFolder = (folder: string): Promise<void> => files().deleteAll(folder)
