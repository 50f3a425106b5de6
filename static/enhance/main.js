// @ts-check
// Nice-to-haves on top of pages that work without them. Parts are fetched only where a page asks for them.
const root = document.documentElement
root.classList.add('js')

/** A sibling of this script, of the same release. @param {string} name */
const part = (name) => import(`./${name}.js${new URL(import.meta.url).search}`)
/** @param {string} selector */
const has = (selector) => document.querySelector(selector) !== null

if ('serviceWorker' in navigator && location.protocol.startsWith('http'))
  addEventListener('load', () => navigator.serviceWorker.register('/service-worker.js', { type: 'module' }).catch(() => {}))

// A second tap on "send" while the first is on its way. The button stays enabled, else its own name and value would not be
// sent; after 20 seconds without an answer one may try again, and the idempotency key keeps that harmless.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
  const action = event.submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? ''
  if (/keluar|sign[-_]?out/.test(action)) forgetEverything()
  if (!('once' in form.dataset)) return
  if (form.dataset.sent) return event.preventDefault()
  if (navigator.onLine === false && form.dataset.offline) {
    event.preventDefault()
    tell(form, form.dataset.offline)
    addEventListener('online', () => form.requestSubmit(/** @type {HTMLElement} */ (event.submitter)), { once: true })
    return
  }
  form.dataset.sent = '1'
  event.submitter?.setAttribute('aria-disabled', 'true')
  setTimeout(() => free(form), 20_000)
})
addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(free))

/** @param {Element} form */
function free(form) {
  form.removeAttribute('data-sent')
  form.querySelectorAll('[aria-disabled]').forEach((button) => button.removeAttribute('aria-disabled'))
}

/** Say something at the end of a form. @param {HTMLFormElement} form @param {string} text */
function tell(form, text) {
  const note = form.querySelector('.form-note') ?? form.appendChild(document.createElement('p'))
  note.className = 'form-note strong'
  note.setAttribute('role', 'status')
  note.textContent = text
}

/** Shared phones: who signs out leaves neither drafts, passes nor lists of holders. */
function forgetEverything() {
  for (const key of Object.keys(localStorage)) if (key.startsWith('berdaya:draft:')) localStorage.removeItem(key)
  if ('caches' in globalThis) for (const name of ['berdaya-passes', 'berdaya-rounds']) caches.delete(name)
}

// Menus close when one looks elsewhere.
document.addEventListener('click', (event) => closeMenus(event.target))
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const open = document.querySelector('details.menu[open]')
  closeMenus(null)
  open?.querySelector('summary')?.focus()
})
/** @param {EventTarget | null} inside */
function closeMenus(inside) {
  for (const menu of document.querySelectorAll('details.menu[open]'))
    if (!(inside instanceof Node && menu.contains(inside))) menu.removeAttribute('open')
}

// A link to a page that asks a question opens the dialog that asks the same.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-dialog]') : null
  const dialog = link && document.getElementById(link.getAttribute('data-dialog') ?? '')
  if (!(dialog instanceof HTMLDialogElement) || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  dialog.showModal()
})
for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => print())

// Storage may be refused; then nothing is kept and nothing breaks.
try {
  if (has('form[data-draft]') || Object.keys(localStorage).some((key) => key.startsWith('berdaya:draft:'))) part('drafts')
} catch {}
if (has('input[data-shrink]')) part('photos')
if (has('[data-countdown]')) part('countdown')
if (has('[data-key]')) part('keys')
if (has('[data-passes]')) part('passes')
if (has('[data-locate]')) part('locate')
