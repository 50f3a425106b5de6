/** How many passes one phone keeps. */
export const passesKept = 20

/** A pass one shows at a door, in either language; its PDF is a download, not a page. */
export const isPass = (path: string) => /^(\/en)?\/pas\/[^/.]+$/.test(path)

/** The list of an officer's round over a market and the tablet at a desk, in either language; kept until they sign out. */
export const isRound = (path: string) => /^(\/en)?\/kantor\/ruang\/[^/.]+\/(keliling|meja)$/.test(path)

/** The page of an officer in the field, in either language; the page itself keeps a copy that names nobody. */
export const isField = (path: string) => /^(\/en)?\/kantor\/lapangan$/.test(path)

/** Caches in which that copy lies; a new release leaves them to the page, which replaces them when it is next opened. */
export const isFieldCache = (name: string) => name.startsWith('berdaya-field')

/** On a signal that barely holds, the kept copy comes before patience ends. */
export const fieldPatience = 4000

/** The page that says "no network", in the language of the page that was wanted. */
export const offlinePage = (path: string) => (/^\/en(\/|$)/.test(path) ? '/en/luring' : '/luring')

/** Files the offline page and a pass need to look right; scripts carry the release in their address, as pages do. */
export function shellFiles(
  immutable: readonly string[],
  assets: readonly string[],
  version: string,
): string[] {
  const style = immutable.filter((path) => path.endsWith('.css'))
  const drawn = assets.filter((path) =>
    /^\/(favicon\.svg|pattern\.svg|illustrations\/offline\.svg)$/.test(path),
  )
  const scripts = assets.filter((path) => /^\/(round|desk|enhance\/(main|passes|countdown))\.js$/.test(path))
  return [...style, ...drawn, ...scripts.map((path) => `${path}?v=${version}`)]
}
