// @ts-check
// On the offline page: the passes this phone has kept.
const list = document.querySelector('[data-passes]')
if (list && 'caches' in globalThis) {
  const requests = await (await caches.open('berdaya-passes')).keys()
  const links = await Promise.all(
    requests.map(async (request) => {
      const html = await (await caches.match(request))?.text()
      const title = html && new DOMParser().parseFromString(html, 'text/html').title
      const link = document.createElement('a')
      link.href = request.url
      link.textContent = title || new URL(request.url).pathname
      link.className = 'button secondary wide'
      const item = document.createElement('li')
      item.append(link)
      return item
    }),
  )
  list.append(...links)
  list.parentElement?.toggleAttribute('hidden', links.length === 0)
}
