import { readForm, submit } from '#kernel/form.server.ts'
import { formatDateTime } from '#kernel/format.ts'
import { m } from '#messages'
import { keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { requestAsGuest } from '#modules/registry/privacy/guest.operations.server.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  async default(event) {
    const step = await regionStep(event)
    if (step) return step
    const { locale } = event.locals
    const fields = await readForm(event)
    const typed = (name: string) => String(fields.get(name)?.[0] ?? '')
    const request =
      typed('kind') === 'erasure'
        ? { kind: 'erasure', wish: typed('wish'), understood: typed('understood') === 'on' }
        : { kind: typed('kind'), about: typed('about'), wish: typed('wish') }
    const answer = await submit(event, requestAsGuest, { request })
    if (!answer.ok) return keepRegion(event, answer.failure)
    const { reference, deadline, office } = answer.output
    return {
      sent: {
        title: m.privacy_guest_sent({ reference }, { locale }),
        text: m.privacy_guest_sent_text(
          { place: office, deadline: formatDateTime(deadline, locale) },
          { locale },
        ),
      },
    }
  },
}
