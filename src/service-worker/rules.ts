/** How many passes one phone keeps. */
export const passesKept = 20

/** A pass one shows at a door, in either language; its PDF is a download, not a page. */
export const isPass = (path: string) => /^(\/en)?\/pas\/[^/.]+$/.test(path)

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
  const scripts = assets.filter((path) => /^\/enhance\/(main|passes|countdown)\.js$/.test(path))
  return [...style, ...drawn, ...scripts.map((path) => `${path}?v=${version}`)]
}
