// @ts-check
// The camera of the desk reads the QR of a pass, where the browser can (BarcodeDetector). Without it one types the code, or a
// reader on a cable does. What was read goes into the same field and is sent by the same form.
const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-scan]'))
const view = /** @type {HTMLElement | null} */ (document.querySelector('[data-scan-view]'))
const note = /** @type {HTMLElement | null} */ (document.querySelector('[data-scan-note]'))
const video = view?.querySelector('video')
const field = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name=code]'))
const Detector = /** @type {any} */ (globalThis).BarcodeDetector

/** @type {MediaStream | undefined} */
let stream
const words = button?.lastChild
const start = words?.textContent ?? ''

const formats = await Detector?.getSupportedFormats?.().catch(() => []) ?? []
if (button && view && note && video && field && formats.includes('qr_code') && navigator.mediaDevices) {
  button.hidden = false
  button.addEventListener('click', () => (stream ? stop() : open()))
  addEventListener('pagehide', stop)
}

async function open() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  } catch {
    say(button?.dataset.blocked ?? '')
    return
  }
  if (!video || !view) return
  say('')
  view.hidden = false
  label(button?.dataset.stop ?? '')
  video.srcObject = stream
  await video.play()
  const detector = new Detector({ formats: ['qr_code'] })
  while (stream) {
    const found = await detector.detect(video).catch(() => [])
    // Only a pass of ours: other codes on the poster beside it are passed over.
    const code = found.map((/** @type {{ rawValue: string }} */ one) => one.rawValue.match(/\/pas\/([0-9A-Za-z]{8})/)?.[1]).find(Boolean)
    if (code) return send(code)
    await new Promise((done) => setTimeout(done, 120))
  }
}

/** @param {string} code */
function send(code) {
  stop()
  if (!field) return
  field.value = code
  field.form?.requestSubmit()
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop()
  stream = undefined
  if (view) view.hidden = true
  label(start)
}

/** @param {string} text */
function label(text) {
  if (words) words.textContent = text
}

/** @param {string} text */
function say(text) {
  if (!note) return
  note.textContent = text
  note.hidden = text === ''
}
