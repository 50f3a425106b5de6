// @ts-check
// Photos leave the phone at 300 KB or less and without EXIF (place, device): drawing them anew drops it. A form with
// photos is sent by fetch, which tries again when the network fails; anything unusual falls back to a plain submit.
const limit = 300 * 1024
const longest = 1600

/** @param {HTMLCanvasElement} canvas @param {number} quality @returns {Promise<Blob | null>} */
const encode = (canvas, quality) => new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))

/** @param {File} file @returns {Promise<File>} */
async function shrink(file) {
  if (!file.type.startsWith('image/')) return file
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
  for (let side = longest; side >= 400; side *= 0.75) {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    const context = canvas.getContext('2d')
    if (!context) return file
    // JPEG has no transparency; without this it turns black.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    for (const quality of [0.82, 0.7, 0.55]) {
      const blob = await encode(canvas, quality)
      if (blob && blob.size <= limit) return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' })
    }
  }
  return file
}

/** @param {HTMLElement} beside @param {string} text */
function say(beside, text) {
  const next = beside.parentElement?.nextElementSibling
  const note = next?.matches('[data-photo-note]') ? next : document.createElement('p')
  note.setAttribute('data-photo-note', '')
  note.setAttribute('role', 'status')
  note.className = 'hint'
  note.textContent = text
  beside.parentElement?.after(note)
}

/** @param {HTMLInputElement} input */
async function onChange(input) {
  const carrier = new DataTransfer()
  try {
    for (const file of input.files ?? []) carrier.items.add(await shrink(file))
    input.files = carrier.files
    const size = [...carrier.files].reduce((sum, file) => sum + file.size, 0)
    if (input.dataset.shrunk) say(input, input.dataset.shrunk.replace('%', String(Math.ceil(size / 1024))))
  } catch {
    // A picture this browser cannot read goes as it is; the server judges it.
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
async function send(form, submitter) {
  const body = new FormData(form, submitter)
  const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? location.href
  for (const pause of [0, 1500, 4000]) {
    await new Promise((done) => setTimeout(done, pause))
    try {
      const response = await fetch(action, { method: 'POST', body, headers: { accept: 'application/json', 'x-sveltekit-action': 'true' } })
      const result = await response.json()
      if (result.type === 'redirect') return location.assign(result.location)
      break
    } catch {
      // Lost on the way; the idempotency key makes another try harmless.
    }
  }
  // Refused, or three times lost: the browser's own way shows the page with its errors. It forgets which button was
  // pressed, so we say it.
  if (submitter instanceof HTMLButtonElement && submitter.name) {
    const pressed = form.appendChild(document.createElement('input'))
    Object.assign(pressed, { type: 'hidden', name: submitter.name, value: submitter.value })
  }
  form.setAttribute('action', action)
  form.submit()
}

for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll('input[data-shrink]'))) {
  let busy = Promise.resolve()
  input.addEventListener('change', () => {
    busy = onChange(input)
  })
  const form = input.form
  if (!form || form.dataset.photos) continue
  form.dataset.photos = '1'
  form.addEventListener('submit', async (event) => {
    if (event.defaultPrevented || form.dataset.sent || navigator.onLine === false) return
    event.preventDefault()
    form.dataset.sent = '1'
    await busy
    await send(form, event.submitter)
  })
}
