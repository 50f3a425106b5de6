// @ts-check
// Where the phone is, into the fields of a point. Without script, or without leave, one types.
for (const group of document.querySelectorAll('[data-locate]')) {
  const holder = group.querySelector('[data-locate-button]')
  const button = holder?.querySelector('button')
  if (!(group instanceof HTMLElement) || !(holder instanceof HTMLElement) || !button || !('geolocation' in navigator)) continue
  holder.hidden = false
  button.addEventListener('click', () => {
    tell(group, group.dataset.locateWait)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const metres = Math.round(coords.accuracy)
        fill(group, 'latitude', coords.latitude.toFixed(6).replace('.', ','))
        fill(group, 'longitude', coords.longitude.toFixed(6).replace('.', ','))
        fill(group, 'accuracy', String(metres))
        tell(group, group.dataset.locateDone?.replace('#', String(metres)))
      },
      () => tell(group, group.dataset.locateFailed),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  })
  // A point that was typed over is no longer the phone's.
  for (const name of ['latitude', 'longitude'])
    group.querySelector(`[name=${name}]`)?.addEventListener('input', () => fill(group, 'accuracy', ''))
}

/** @param {Element} group @param {string} name @param {string} value */
function fill(group, name, value) {
  const field = group.querySelector(`[name=${name}]`)
  if (field instanceof HTMLInputElement) field.value = value
}

/** @param {Element} group @param {string | undefined} text */
function tell(group, text) {
  const note = group.querySelector('[data-locate-note]')
  if (!(note instanceof HTMLElement)) return
  note.hidden = false
  note.textContent = text ?? ''
}
