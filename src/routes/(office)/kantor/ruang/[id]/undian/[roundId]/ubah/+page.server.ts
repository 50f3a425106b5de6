import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { changeRound, listGivable } from '#modules/space/allotment/office-operations.server.ts'
import { readRound } from '#modules/space/allotment/operations.server.ts'
import { roundLabels, roundTimes, shownTimes } from '#modules/space/allotment/round-form.server.ts'
import { dateAt } from '#modules/space/time.ts'
import { named } from '#modules/space/ui/field-names.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const [{ items, days }, round] = await Promise.all([
    query(event, listGivable, { spaceId: event.params.id }),
    query(event, readRound, { roundId: event.params.roundId }),
  ])
  return { units: items, days, round, times: shownTimes(round, dateAt) }
}

export const actions: Actions = {
  async default(event) {
    const { roundId, id } = event.params
    const round = await query(event, readRound, { roundId })
    const made = await submit(event, changeRound, { roundId, ...(await roundTimes(event, round.zone)) })
    if (!made.ok) return fail(made.failure.status, named(made, roundLabels()))
    setFlash(event, m.allotment_office_saved())
    redirect(303, href(`/kantor/ruang/${id}/undian/${roundId}`, event.locals.locale))
  },
}
