// @ts-check
// Minutes and seconds left beside the time the server wrote.
const clocks = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-countdown]'))

function tick() {
  let running = false
  for (const clock of clocks) {
    const left = clock.querySelector('.countdown-left')
    if (!left) continue
    const seconds = Math.max(0, Math.round((Date.parse(clock.dataset.countdown ?? '') - Date.now()) / 1000))
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    left.textContent = `(${seconds > 0 ? (clock.dataset.left ?? '%').replace('%', text) : clock.dataset.over})`
    clock.toggleAttribute('data-ended', seconds === 0)
    running ||= seconds > 0
  }
  if (running) setTimeout(tick, 1000)
}
tick()
