import { createHash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/**
 * Whole pages for visitors without a session, compressed once. A page carries tags; an operation that changes
 * what a tag stands for drops its pages as soon as it is committed, so a booked hour is never shown as free.
 */
export interface CachedPage {
  etag: string
  type: string
  /** What the page was sent with besides its type: the content security policy above all. */
  headers: Record<string, string>
  plain: Buffer
  gzip: Buffer
  brotli: Buffer
  tags: readonly string[]
  freshUntil: number
}

/** Times of day pass even when nothing is booked. */
const lifetime = 20_000
const maximumPages = 2_000
/** How long a dropped tag is remembered: longer than any page takes to render. */
const memory = 60_000

export interface KeptPage {
  body: string
  type: string
  headers?: Record<string, string>
  tags: readonly string[]
  /** Of the clock of the cache, when rendering began. */
  startedAt: number
}

export interface PageCache {
  find(key: string): CachedPage | undefined
  /** Keep a page rendered since `startedAt`; refused when one of its tags was dropped meanwhile. */
  keep(key: string, page: KeptPage): void
  drop(tags: readonly string[]): void
  size(): number
}

export function createPageCache(clock: () => number = () => performance.now()): PageCache {
  const pages = new Map<string, CachedPage>()
  const byTag = new Map<string, Set<string>>()
  const dropped = new Map<string, number>()

  function remove(key: string) {
    for (const tag of pages.get(key)?.tags ?? []) {
      const keys = byTag.get(tag)
      keys?.delete(key)
      if (keys?.size === 0) byTag.delete(tag)
    }
    pages.delete(key)
  }

  function forgetOldDrops(now: number) {
    for (const [tag, at] of dropped) {
      if (now - at < memory) break
      dropped.delete(tag)
    }
  }

  return {
    find(key) {
      const page = pages.get(key)
      if (page && page.freshUntil > clock()) return page
      if (page) remove(key)
      return undefined
    },
    keep(key, { body, type, headers = {}, tags, startedAt }) {
      if (tags.some((tag) => (dropped.get(tag) ?? -1) >= startedAt)) return
      remove(key)
      const oldest = pages.size >= maximumPages ? pages.keys().next().value : undefined
      if (oldest !== undefined) remove(oldest)
      const plain = Buffer.from(body)
      pages.set(key, {
        etag: `"${createHash('sha1').update(plain).digest('base64url')}"`,
        type,
        headers,
        plain,
        gzip: gzipSync(plain),
        brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
        tags,
        freshUntil: clock() + lifetime,
      })
      for (const tag of tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key))
    },
    drop(tags) {
      const now = clock()
      forgetOldDrops(now)
      for (const tag of tags) {
        // Deleted first so that the map stays in order of time.
        dropped.delete(tag)
        dropped.set(tag, now)
        for (const key of [...(byTag.get(tag) ?? [])]) remove(key)
      }
    },
    size: () => pages.size,
  }
}

/** The one cache of this process. */
export const pageCache = createPageCache()
