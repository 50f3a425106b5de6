import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { applyAtDesk } from '#modules/space/allotment/office-operations.server.ts'
import { readRound } from '#modules/space/allotment/operations.server.ts'
import { readWishes } from '#modules/space/allotment/wishes.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  round: await query(event, readRound, { roundId: event.params.roundId }),
})

export const actions: Actions = {
  async default(event) {
    const { roundId, id } = event.params
    const made = await submit(event, applyAtDesk, { roundId, ...(await readWishes(event)) })
    if (!made.ok) return made.failure
    setFlash(event, m.allotment_desk_sent({ name: made.output.businessName, number: made.output.number }))
    redirect(303, href(`/kantor/ruang/${id}/undian/${roundId}`, event.locals.locale))
  },
}
