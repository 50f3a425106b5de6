// @ts-check
// What was typed survives a reload, a crash and a lost network: kept on this device for 24 hours, visibly, and never secrets.
const prefix = 'berdaya:draft:'
const day = 24 * 60 * 60 * 1000
const secret = /(^|_)(nik|npwp|password|sandi|kode|code|otp|totp|pin|secret|token)(_|$)/

/** `ownerNik`, `owner.nik` and `owner_nik` all hold the word `nik`; `teknik` does not. @param {string} name */
const isSecret = (name) => secret.test(name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/\W+/g, '_').toLowerCase())

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/** May this control be kept? Hidden fields, files and secrets never. @param {Element} element @returns {element is Control} */
const kept = (element) =>
  (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) &&
  element.name !== '' &&
  !['hidden', 'file', 'password', 'submit', 'button'].includes(element.type) &&
  !('private' in element.dataset) &&
  !isSecret(element.name) &&
  !/one-time-code|password/.test(element.autocomplete)

/** @param {HTMLFormElement} form */
function read(form) {
  /** @type {Record<string, string[]>} */
  const values = {}
  for (const element of form.elements) {
    if (!kept(element)) continue
    const names = (values[element.name] ??= [])
    if (element instanceof HTMLInputElement && /radio|checkbox/.test(element.type)) {
      if (element.checked) names.push(element.value)
    } else names.push(element.value)
  }
  return values
}

/** @param {HTMLFormElement} form @param {Record<string, string[]>} values @returns {boolean} whether anything changed */
function write(form, values) {
  let changed = false
  /** @type {Record<string, number>} */
  const seen = {}
  for (const element of form.elements) {
    if (!kept(element)) continue
    const stored = values[element.name]
    if (!stored) continue
    if (element instanceof HTMLInputElement && /radio|checkbox/.test(element.type)) {
      const checked = stored.includes(element.value)
      changed ||= checked !== element.checked
      element.checked = checked
      continue
    }
    const index = (seen[element.name] = (seen[element.name] ?? -1) + 1)
    const value = stored[index]
    // What the server filled in or the reader already typed is newer than the draft.
    if (value === undefined || value === '' || (element.value !== '' && !(element instanceof HTMLSelectElement))) continue
    changed ||= element.value !== value
    element.value = value
  }
  return changed
}

/** @param {string} key */
function stored(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (draft && Date.now() - draft.at < day) return draft
  } catch {}
  localStorage.removeItem(key)
  return null
}

const forms = /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[data-draft]'))
/** @param {HTMLFormElement} form */
const keyOf = (form) => prefix + form.dataset.draft
const here = new Map([...forms].map((form) => [keyOf(form), form]))

for (const key of Object.keys(localStorage)) {
  if (!key.startsWith(prefix)) continue
  const draft = stored(key)
  // It was sent, and the answer is not the same form again with errors: it has arrived.
  if (draft?.sent && (!here.has(key) || document.querySelector('.flash .success'))) localStorage.removeItem(key)
}

for (const [key, form] of here) {
  const note = form.querySelector('[data-draft-note]')
  const draft = stored(key)
  // After an error the server has sent everything back already.
  if (draft && !form.querySelector('.error-summary') && write(form, draft.values)) note?.removeAttribute('hidden')

  /** @param {boolean} sent */
  const save = (sent) => {
    try {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, values: read(form) }))
    } catch {}
  }
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  form.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(save, 400, false)
  })
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    save(true)
  })
  form.querySelector('[data-draft-clear]')?.addEventListener('click', () => {
    clearTimeout(timer)
    localStorage.removeItem(key)
    form.reset()
    note?.setAttribute('hidden', '')
  })
}
