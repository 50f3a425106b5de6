/**
 * Keep this page for the street: its HTML as a visitor without a name sees it, and every script and style it asks for. The service
 * worker answers with it when the network does not.
 */

const cacheOf = (path: string) => `berdaya-field${path.replaceAll('/', '-')}`

/** Addresses in a page that carry its release, so that they never change. */
const assetsIn = (html: string): string[] => {
  const found = html.match(
    /\/(?:_app\/[^"'\s)]+\.(?:js|css)|enhance\/main\.js\?v=[^"'\s]+|favicon\.svg|illustrations\/[a-z]+\.svg)/g,
  )
  return [...new Set(found ?? [])]
}

/** @returns whether the page is on this phone now */
export async function keepShell(path: string): Promise<boolean> {
  try {
    const page = await fetch(path, { credentials: 'omit', cache: 'reload' })
    if (!page.ok || page.redirected) return false
    const html = await page.clone().text()
    const assets = assetsIn(html)
    const cache = await caches.open(cacheOf(path))
    // First what the page needs, then the page: a cut in between leaves the earlier one whole.
    const missing: string[] = []
    for (const asset of assets) if (!(await cache.match(asset))) missing.push(asset)
    await cache.addAll(missing)
    await cache.put(path, page)
    const kept = await cache.keys()
    const needless = kept.filter(({ url }) => {
      const { pathname, search } = new URL(url)
      return pathname !== path && !assets.includes(pathname + search)
    })
    await Promise.all(needless.map((request) => cache.delete(request)))
    return true
  } catch {
    return (await caches.match(path).catch(() => undefined)) !== undefined
  }
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> }
}

/** Ask the browser to wake this page when the network is back, where it can (Background Sync). */
export async function askForSync(): Promise<void> {
  const registration: SyncRegistration | undefined = await navigator.serviceWorker?.getRegistration()
  await registration?.sync?.register('field').catch(() => undefined)
}
