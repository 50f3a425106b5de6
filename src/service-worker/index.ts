/// <reference lib="webworker" />
import { dev, version } from '$app/env'
import { assets, immutable } from '$app/manifest'
import { self } from '$app/service-worker'
import {
  fieldPatience,
  isField,
  isFieldCache,
  isPass,
  isRound,
  offlinePage,
  passesKept,
  shellFiles,
} from './rules.ts'

/**
 * What opens without a network: the style, the offline page in both languages, the visitor's own passes, the list of an officer's
 * round over a market and the tablet at a desk (until they sign out), and the page for work in the field, which keeps itself. Nothing else is kept: no other page (it may be someone's, on a shared phone) and nothing posted.
 */
const shell = `berdaya-shell-${version}`
const passes = 'berdaya-passes'
const rounds = 'berdaya-rounds'
/** Where a page is kept, if it is. */
const cacheOf = (path: string) => (isPass(path) ? passes : isRound(path) ? rounds : undefined)
const pages = [offlinePage('/'), offlinePage('/en')]

async function install(): Promise<void> {
  const cache = await caches.open(shell)
  const files = shellFiles(
    immutable.map((file) => `/${file.path.replace(/^\//, '')}`),
    assets.map((file) => `/${file.path.replace(/^\//, '')}`),
    version,
  )
  // Without cookies: the offline page must greet nobody by name.
  await Promise.all(
    [...files, ...pages].map(async (path) => {
      const response = await fetch(new Request(path, { credentials: 'omit', cache: 'reload' }))
      if (response.ok) await cache.put(path, response)
    }),
  )
}

async function activate(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names
      .filter((name) => name !== shell && name !== passes && name !== rounds && !isFieldCache(name))
      .map((name) => caches.delete(name)),
  )
  // The page need not wait for the worker to wake up before it asks the network.
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

/** The newest passes or rounds, no more than a person needs. */
async function keepPage(name: string, request: Request, response: Response): Promise<void> {
  const cache = await caches.open(name)
  await cache.delete(request)
  await cache.put(request, response)
  const kept = await cache.keys()
  await Promise.all(kept.slice(0, Math.max(0, kept.length - passesKept)).map((old) => cache.delete(old)))
}

async function navigate(event: FetchEvent, path: string): Promise<Response> {
  try {
    const preloaded: Response | undefined = await event.preloadResponse
    const response = preloaded ?? (await fetch(event.request))
    const cache = cacheOf(path)
    if (cache) {
      if (response.ok && !response.redirected)
        event.waitUntil(keepPage(cache, event.request, response.clone()))
      // Withdrawn or no longer ours: the copy goes too.
      if (response.status === 404 || response.status === 410)
        event.waitUntil(caches.open(cache).then((kept) => kept.delete(event.request)))
    }
    return response
  } catch {
    const cache = cacheOf(path)
    const kept = cache ? await (await caches.open(cache)).match(event.request) : undefined
    return kept ?? (await caches.match(offlinePage(path))) ?? Response.error()
  }
}

/** The network's page when it comes in time and whole, else the copy on the phone. */
async function openField(event: FetchEvent, path: string): Promise<Response> {
  const kept = await caches.match(path)
  if (!kept) return navigate(event, path)
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, fieldPatience, undefined))
  const fetched = navigate(event, path)
  const first = await Promise.race([fetched, late])
  return first?.ok && !isOfflineAnswer(first) ? first : kept
}

/** `navigate` answers with the offline page when the network fails; that page's own address gives it away. */
const isOfflineAnswer = (response: Response) => new URL(response.url).pathname.endsWith('/luring')

/** The network is back: pages in the field are told, who alone can open what they keep. */
async function wakePages(): Promise<void> {
  for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage('field')
}

self.addEventListener('install', (event) => event.waitUntil(install().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  // While developing, files change under the same version.
  if (dev || event.request.method !== 'GET' || url.origin !== self.location.origin) return
  if (event.request.mode === 'navigate')
    event.respondWith((isField(url.pathname) ? openField : navigate)(event, url.pathname))
  // Asked for by the page that keeps it: the newest.
  else if (isField(url.pathname)) return
  else
    event.respondWith(caches.match(url.pathname + url.search).then((found) => found ?? fetch(event.request)))
})
// Background Sync, where the browser has it.
self.addEventListener('sync', (event: Event) => {
  if (event instanceof ExtendableEvent) event.waitUntil(wakePages())
})
