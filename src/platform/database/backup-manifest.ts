import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, type Dirent } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

const Entry = z.object({ path: z.string(), size: z.number(), sha256: z.string() })
export type Entry = z.infer<typeof Entry>

/** `manifest.json` of a back-up: what is in it, so that a restore can tell a whole one from a damaged one. */
export const Manifest = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  postgres: z.number(),
  /** WAL position from which, and up to which, the copy is made whole. */
  from: z.string(),
  to: z.string(),
  entries: z.array(Entry),
})
export type Manifest = z.infer<typeof Manifest>

const fileName = 'manifest.json'

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, fileName), 'utf8').catch(() => {
    throw new Error(`${folder} is no back-up: it has no ${fileName}`)
  })
  const parsed = Manifest.safeParse(JSON.parse(text))
  if (!parsed.success)
    throw new Error(`${join(folder, fileName)} is of another version of Berdaya, or damaged`)
  return parsed.data
}

export const writeManifest = (folder: string, manifest: Manifest) =>
  writeFile(join(folder, fileName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })

/** Every file under a folder, as paths relative to it; what `skip` names is left out with all it holds. */
export async function filesUnder(
  folder: string,
  skip: (path: string) => boolean = () => false,
): Promise<string[]> {
  const found: string[] = []
  async function walk(current: string) {
    const entries: Dirent[] = await readdir(current, { withFileTypes: true })
    for (const entry of entries) {
      const path = join(current, entry.name)
      if (skip(relative(folder, path))) continue
      if (entry.isDirectory()) await walk(path)
      else if (entry.isFile()) found.push(relative(folder, path))
    }
  }
  await walk(folder)
  return found.sort()
}

/** Eight at a time: each copy waits for the disk, and a cluster has a thousand small files. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return results
}

function digester() {
  const hash = createHash('sha256')
  let size = 0
  const through = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  return { through, result: () => ({ size, sha256: hash.digest('hex') }) }
}

/** Copy a file onto the disk (not only into the system's memory) and say what was copied. */
export async function copyWithDigest(from: string, to: string): Promise<Omit<Entry, 'path'>> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const { through, result } = digester()
  await pipeline(createReadStream(from), through, createWriteStream(to, { mode: 0o600, flush: true }))
  return result()
}

/** @returns what does not fit the manifest; nothing when the back-up is whole. */
export async function damageOf(folder: string, manifest: Manifest): Promise<string[]> {
  const judged = await inParallel(manifest.entries, async ({ path, size, sha256 }) => {
    const { through, result } = digester()
    try {
      await pipeline(createReadStream(join(folder, path)), through.resume())
    } catch {
      return [`${path} is missing`]
    }
    const found = result()
    return found.size === size && found.sha256 === sha256 ? [] : [`${path} was changed`]
  })
  return judged.flat()
}
