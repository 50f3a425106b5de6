// @ts-check
// The tablet at the desk keeps working while the network does not: every entry is first written into this browser, with an id
// of its own, then sent until the server has answered. An entry sent twice is one entry, by its id and by its key. Without
// this script the page's forms are sent as forms are.
/**
 * @typedef {{ id: string, path: string, body: Record<string, unknown>, label: string, state: 'waiting' | 'sent' | 'refused', note?: string }} Act
 */
const box = /** @type {HTMLElement | null} */ (document.querySelector('[data-desk]'))
const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-guest-in]'))
const line = box?.querySelector('[data-desk-line]')
const list = box?.querySelector('[data-desk-queue]')
const words = box?.dataset ?? {}
const store = `desk:${words.desk}`
const retryAfter = 4000

/** @returns {Act[]} */
function read() {
  try {
    return JSON.parse(localStorage.getItem(store) ?? '[]')
  } catch {
    return []
  }
}
/** What was sent an hour ago need not be seen. @param {Act[]} acts */
function write(acts) {
  const unsent = acts.filter(({ state }) => state !== 'sent')
  localStorage.setItem(store, JSON.stringify([...unsent, ...acts.filter(({ state }) => state === 'sent').slice(-5)]))
  show()
}

/** @param {'login' | 'offlineWord' | 'online'} [word] */
function show(word) {
  const acts = read()
  const waiting = acts.filter(({ state }) => state === 'waiting').length
  if (line) line.textContent = `${words[word ?? (waiting > 0 || !navigator.onLine ? 'offlineWord' : 'online')] ?? ''}${waiting > 0 ? ` (${waiting})` : ''}`
  list?.replaceChildren(
    ...acts.map(({ label, state, note }) => {
      const item = document.createElement('li')
      const badge = document.createElement('span')
      badge.className = `badge ${{ waiting: 'waiting', sent: 'good', refused: 'bad' }[state]}`
      badge.textContent = words[state] ?? state
      item.append(badge, ` ${label}${note ? ` – ${note}` : ''}`)
      return item
    }),
  )
}

/** Remember first, then send. @param {Act} act */
function keep(act) {
  write([...read(), act])
  void send()
}

let sending = false
/** In the order in which they happened: nobody leaves before they came. */
async function send() {
  if (sending) return
  sending = true
  try {
    for (;;) {
      const act = read().find(({ state }) => state === 'waiting')
      if (!act) return show()
      const outcome = await attempt(act)
      if (outcome === 'later' || outcome === 'login') return show(outcome === 'login' ? 'login' : 'offlineWord')
      write(read().map((one) => (one.id === act.id ? { ...one, ...outcome } : one)))
    }
  } finally {
    sending = false
  }
}

/** @param {Act} act @returns {Promise<'later' | 'login' | { state: Act['state'], note?: string }>} */
async function attempt({ id, path, body }) {
  try {
    const answer = await fetch(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(body),
    })
    if (answer.ok) return { state: 'sent' }
    if (answer.status === 401) return 'login'
    if (answer.status === 408 || answer.status === 429 || answer.status >= 500) return 'later'
    const problem = await answer.json().catch(() => ({}))
    return { state: 'refused', note: problem.detail ?? problem.title }
  } catch {
    return 'later'
  }
}

/** @param {FormData} data */
function entryOf(data) {
  const text = (/** @type {string} */ name) => String(data.get(name) ?? '').trim()
  const body = {
    people: Number(text('people')) || 1,
    purpose: text('purpose'),
    name: text('name'),
    origin: text('origin'),
    groupKind: text('groupKind') || 'person',
    sex: text('sex'),
    ageGroup: text('ageGroup'),
    how: 'terminal',
    at: new Date().toISOString(),
    guestId: crypto.randomUUID(),
  }
  return text('unitId') === '' ? body : { ...body, unitId: text('unitId') }
}

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })

if (box && form) {
  form.addEventListener('submit', (event) => {
    const body = entryOf(new FormData(form))
    // What is missing is said by the page itself.
    if (body.purpose === '') return
    event.preventDefault()
    const label = `${clock()} · ${body.people} · ${body.name || (form.querySelector('input[name=purpose]:checked')?.closest('label')?.textContent ?? '').trim()}`
    keep({ id: body.guestId, path: `/spaces/${words.desk}/guests`, body, label, state: 'waiting' })
    form.reset()
  })
  document.querySelectorAll('form[data-guest-out]').forEach((way) => {
    way.addEventListener('submit', (event) => {
      event.preventDefault()
      const guestId = /** @type {HTMLElement} */ (way).dataset.guestOut ?? ''
      const row = way.closest('tr')
      keep({
        id: crypto.randomUUID(),
        path: `/guests/${guestId}/departure`,
        body: { at: new Date().toISOString() },
        label: `${clock()} · ${words.gone} ${row?.querySelector('th')?.textContent?.trim() ?? ''}`,
        state: 'waiting',
      })
      row?.remove()
    })
  })
  addEventListener('online', () => void send())
  addEventListener('offline', () => show())
  setInterval(() => void send(), retryAfter)
  show()
  void send()
}
