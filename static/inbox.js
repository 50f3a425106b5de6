// @ts-check
// The officer's inbox, quicker: rows by J and K, the message as it is typed, who else looks, seconds left to undo. Everything
// here also works without it. Single keys on buttons are pressed by enhance/keys.js.

// Rows: J and K move between titles, X ticks the row's box. The Enter key opens, as on any link.
const titles = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll('a[data-case]')])
document.addEventListener('keydown', (event) => {
  const at = event.target
  if (titles.length === 0 || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
  if (at instanceof Element && at.closest('input:not([type=checkbox]), textarea, select, dialog[open]')) return
  const key = event.key.toLowerCase()
  const row = document.activeElement?.closest('tr')
  const now = titles.findIndex((title) => title.closest('tr') === row)
  if (key === 'j' || key === 'k') titles[key === 'j' ? Math.min(now + 1, titles.length - 1) : Math.max(now - 1, 0)]?.focus()
  else if (key === 'x') row?.querySelector('input')?.click()
  else return
  event.preventDefault()
})
const all = document.querySelector('[data-choose-all]')
all?.addEventListener('change', () => {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('[data-queue] input[name=case]')))
    box.checked = /** @type {HTMLInputElement} */ (all).checked
})

// Opening "return" or "reject" closes the other and goes to its first answer.
const refusals = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('[data-refusal]'))
for (const one of refusals) {
  one.addEventListener('toggle', () => {
    if (!one.open) return
    for (const other of refusals) if (other !== one) other.open = false
    const first = /** @type {HTMLElement | null} */ (one.querySelector('input[type=radio], textarea'))
    first?.focus()
  })
  const form = one.querySelector('form')
  const letter = /** @type {HTMLElement | null} */ (one.querySelector('[data-preview]'))
  form?.addEventListener('input', () => {
    if (!letter) return
    const picked = /** @type {HTMLInputElement | null} */ (form.querySelector('input[type=radio]:checked'))?.value ?? ''
    const reason = [JSON.parse(form.dataset.reasons ?? '{}')[picked], form.querySelector('textarea')?.value.trim()]
    letter.textContent = (letter.dataset.preview ?? '').replace('{reason}', () => reason.filter(Boolean).join(' ') || (letter.dataset.gap ?? ''))
  })
}

// Seconds left to undo; then the bar leaves, because the messages have.
const bar = /** @type {HTMLElement | null} */ (document.querySelector('[data-undo]'))
if (bar) {
  const words = bar.querySelector('[data-undo-left]')
  const tick = () => {
    const left = Math.ceil(Number(bar.dataset.undo) - performance.now() / 1000)
    if (left <= 0) return bar.remove()
    if (words) words.textContent = (bar.dataset.left ?? '').replace('%', String(left))
    setTimeout(tick, 250)
  }
  tick()
}

// Who else has this case open.
const open = /** @type {HTMLElement | null} */ (document.querySelector('[data-presence]'))
if (open) {
  const address = open.dataset.presence ?? ''
  const body = (/** @type {boolean} */ leaving) => JSON.stringify({ kind: open.dataset.kind, leaving })
  const place = open.querySelector('[data-onlookers]')
  const beat = async () => {
    try {
      const answer = await fetch(address, { method: 'POST', body: body(false), headers: { 'content-type': 'application/json' } })
      const { others } = await answer.json()
      const notes = others.map((/** @type {string} */ text) => {
        const note = document.createElement('p')
        note.className = 'notice warning'
        note.textContent = text
        return note
      })
      if (answer.ok) place?.replaceChildren(...notes)
    } catch {
      // No network: the next beat tries again.
    }
  }
  setInterval(() => document.visibilityState === 'visible' && beat(), 20_000)
  addEventListener('pagehide', () => navigator.sendBeacon(address, body(true)))
  addEventListener('pageshow', (event) => event.persisted && location.reload())
}
