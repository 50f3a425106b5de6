import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { addRound, listGivable } from '#modules/space/allotment/office-operations.server.ts'
import { roundLabels, roundTimes } from '#modules/space/allotment/round-form.server.ts'
import { Weights } from '#modules/space/draw/weights.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { named } from '#modules/space/ui/field-names.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { items, days } = await query(event, listGivable, { spaceId: event.params.id })
  return { units: items, days, weights: Weights.parse({}) }
}

export const actions: Actions = {
  async default(event) {
    const space = await query(event, readSpace, { spaceId: event.params.id })
    const made = await submit(event, addRound, {
      spaceId: space.id,
      ...(await roundTimes(event, space.zone)),
    })
    if (!made.ok) return fail(made.failure.status, named(made, roundLabels()))
    setFlash(event, m.allotment_office_saved())
    redirect(303, href(`/kantor/ruang/${event.params.id}/undian/${made.output.id}`, event.locals.locale))
  },
}
