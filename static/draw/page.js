// @ts-check
// Computes a published draw again in the visitor's own browser (recompute.js) and says what agrees. The words are the page's.
import { check } from './recompute.js'

const box = /** @type {HTMLElement | null} */ (document.querySelector('[data-draw]'))
const button = /** @type {HTMLButtonElement | null} */ (box?.querySelector('[data-draw-start]') ?? null)
const bar = /** @type {HTMLProgressElement | null} */ (box?.querySelector('progress') ?? null)
const result = /** @type {HTMLElement | null} */ (box?.querySelector('[data-draw-result]') ?? null)

// Without a safe connection browsers keep their cryptography to themselves; then the steps by hand remain.
if (box && button && bar && result && globalThis.crypto?.subtle) {
  box.hidden = false
  button.addEventListener('click', run)
}

/** @param {string} tag @param {string} text @param {Node[]} parts */
function element(tag, text, ...parts) {
  const made = document.createElement(tag)
  made.textContent = text
  made.append(...parts)
  return made
}

async function run() {
  if (!box || !button || !bar || !result) return
  const words = JSON.parse(box.dataset.words ?? '{}')
  button.disabled = true
  bar.hidden = false
  result.replaceChildren()
  try {
    const answer = await fetch(box.dataset.draw ?? '', { headers: { accept: 'application/json' } })
    if (!answer.ok) throw new Error(String(answer.status))
    const file = await answer.json()
    const begun = performance.now()
    const findings = await check(file, box.dataset.key ?? '', (done, all) => {
      bar.max = all
      bar.value = done
    })
    box.dataset.took = String(Math.round(performance.now() - begun))
    const list = document.createElement('ul')
    for (const { check: part, ok } of findings) {
      const verdict = ok === undefined ? words.unknown : ok ? words.good : words.bad
      list.append(element('li', `${words[part]}: `, element('strong', verdict)))
    }
    const same = findings.every(({ ok }) => ok !== false)
    result.append(element('p', '', element('strong', same ? words.same : words.differs)), list)
  } catch {
    result.append(element('p', words.failed))
  } finally {
    button.disabled = false
    bar.hidden = true
  }
}
