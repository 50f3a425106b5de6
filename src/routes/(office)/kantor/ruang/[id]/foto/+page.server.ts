import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { leadWithPhoto, takePhotoDown, uploadPhoto } from '#modules/space/places/photo-operations.server.ts'
import { named } from '#modules/space/ui/field-names.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { mayKeep } = await event.parent()
  if (!mayKeep) error(403, { message: m.kernel_forbidden() })
}

const back = (event: RequestEvent) => href(`/kantor/ruang/${event.params.id}/foto`, event.locals.locale)

/** The photo a button stands under; a refusal is shown there. */
const photoOf = async (event: RequestEvent) => String((await readForm(event)).get('photoId')?.[0] ?? '')

export const actions: Actions = {
  async add(event) {
    const result = await submit(event, uploadPhoto, { spaceId: event.params.id })
    if (!result.ok) {
      const labels = {
        picture: m.space_office_photo_file(),
        altId: m.space_office_photo_alt_id(),
        altEn: m.space_office_photo_alt_en(),
      }
      return fail(result.failure.status, { ...named(result, labels), photoId: '' })
    }
    setFlash(event, m.space_office_photo_done())
    redirect(303, back(event))
  },

  async lead(event) {
    const result = await submit(event, leadWithPhoto)
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, photoId: await photoOf(event) })
    setFlash(event, m.space_office_photo_lead_done())
    redirect(303, back(event))
  },

  async remove(event) {
    const result = await submit(event, takePhotoDown)
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, photoId: await photoOf(event) })
    setFlash(event, m.space_office_photo_removed())
    redirect(303, back(event))
  },
}
