// @ts-check
// An officer's round over a market on a phone, also where there is no signal. What was tapped is kept on the phone (numbers of
// stalls, never a name) until the office has it, then said to be there. The office keeps the latest sight of each stall, so
// sending again is harmless; a key says so to the network in between as well.
const root = /** @type {HTMLElement | null} */ (document.querySelector('[data-round]'))
const status = root?.querySelector('[data-round-status]')

/** @typedef {{ unitId: string, state: string, at: string, expected?: string }} Sight */
const { round = '', day = '', officer = '' } = root?.dataset ?? {}
const prefix = `berdaya:round:${officer}:${round}:`
let sending = false
/** @type {ReturnType<typeof setTimeout> | undefined} */
let again

/** @param {string} on @returns {Sight[]} */
const kept = (on) => JSON.parse(localStorage.getItem(prefix + on) ?? '[]')
/** @param {string} on @param {Sight[]} sights */
const keep = (on, sights) =>
  sights.length > 0 ? localStorage.setItem(prefix + on, JSON.stringify(sights)) : localStorage.removeItem(prefix + on)
const daysKept = () => Object.keys(localStorage).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))

/** @param {string} unit @returns {HTMLFormElement | null | undefined} */
const formOf = (unit) => root?.querySelector(`form[data-round-stall="${unit}"]`)

/** Show a sight at its stall. @param {Sight} sight @param {string} word */
function show({ unitId, state }, word) {
  const form = formOf(unitId)
  if (!form) return
  for (const button of form.querySelectorAll('button[name=state]'))
    button.setAttribute('aria-pressed', String(button.getAttribute('value') === state))
  const note = form.closest('article')?.querySelector('[data-round-note]')
  if (note) note.textContent = word
}

/** @param {string} [word] */
function tell(word) {
  const waiting = daysKept().reduce((sum, on) => sum + kept(on).length, 0)
  if (status) status.textContent = word ?? (waiting > 0 ? (root?.dataset.waiting ?? '').replace('#', String(waiting)) : '')
}

async function send() {
  if (sending) return
  sending = true
  try {
    for (const on of daysKept()) await sendDay(on, kept(on))
    tell()
  } catch (error) {
    // No signal: tried again when it is back, and every half minute. Signed out: that is said.
    tell(error instanceof Error && error.name === 'SignedOut' ? root?.dataset.signedOut : undefined)
    clearTimeout(again)
    again = setTimeout(send, 30_000)
  } finally {
    sending = false
  }
}

/** @param {string} on @param {Sight[]} sights @param {boolean} [alone] the rest is not sent after it */
async function sendDay(on, sights, alone = false) {
  if (sights.length === 0) return keep(on, [])
  const body = JSON.stringify({ day: on, sights })
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(officer + round + body)))
  const key = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const response = await fetch(`/api/v1/spaces/${round}/stall-days`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key, 'accept-language': document.documentElement.lang },
    body,
    signal: AbortSignal.timeout(30_000),
  })
  if (response.status === 401) throw Object.assign(new Error('signed out'), { name: 'SignedOut' })
  const answer = await response.json()
  if (response.status >= 500 || response.status === 429) throw new Error('later')
  // Tapped while this was on its way: it stays for the next time.
  const later = kept(on).filter((now) => !sights.some((sent) => sent.unitId === now.unitId && sent.at === now.at))
  if (!response.ok) return refuse(on, sights, later, answer)
  for (const sight of sights) {
    const took = answer.items?.find((/** @type {{ unitId: string }} */ item) => item.unitId === sight.unitId)?.outcome !== 'taken'
    if (!later.some(({ unitId }) => unitId === sight.unitId)) show(sight, (took ? root?.dataset.sent : root?.dataset.taken) ?? '')
  }
  keep(on, later)
  if (later.length > 0 && !alone) await sendDay(on, later)
}

/**
 * One of several may be what is refused: then each goes by itself, and only that one is told. A sight the office does not take
 * at all is dropped with a word, never in silence.
 * @param {string} on @param {Sight[]} sights @param {Sight[]} later @param {{ detail?: string }} answer
 */
async function refuse(on, sights, later, answer) {
  const [only, ...others] = sights
  if (only && others.length === 0) {
    show(only, answer.detail ?? root?.dataset.refused ?? '')
    return keep(on, later)
  }
  for (const sight of sights) await sendDay(on, [sight], true)
}

if (root && status && round && 'localStorage' in globalThis) {
  root.addEventListener('submit', (event) => {
    const form = event.target
    const button = /** @type {SubmitEvent} */ (event).submitter
    if (!(form instanceof HTMLFormElement) || !form.dataset.roundStall || !(button instanceof HTMLButtonElement)) return
    const expected = form.querySelector('input[name=expected]')?.getAttribute('value') ?? undefined
    const sight = { unitId: form.dataset.roundStall, state: button.value, at: new Date().toISOString(), expected }
    try {
      keep(day, [...kept(day).filter(({ unitId }) => unitId !== sight.unitId), sight])
    } catch {
      // Storage is full or refused: the form goes its usual way.
      return
    }
    event.preventDefault()
    show(sight, root.dataset.kept ?? '')
    tell()
    send()
  })
  for (const sight of kept(day)) show(sight, root.dataset.kept ?? '')
  addEventListener('online', send)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send())
  send()
}
