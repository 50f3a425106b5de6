// @ts-check
// Single keys for people who decide all day. `data-key="a"` on a link or button presses it, on a field focuses it;
// `?` opens the dialog that lists them. Never while typing, never with Ctrl, Alt or Meta.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
  const at = event.target
  if (at instanceof Element && at.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, dialog[open]')) return
  const wanted = CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key)
  const target = [...document.querySelectorAll(`[data-key="${wanted}"]`)].find((one) => one.getClientRects().length > 0)
  if (!(target instanceof HTMLElement)) {
    const help = document.querySelector('dialog[data-keyboard-help]')
    if (event.key === '?' && help instanceof HTMLDialogElement) help.showModal()
    return
  }
  event.preventDefault()
  if (target.matches('input, textarea, select, [data-key-focus]')) target.focus()
  else target.click()
})
