import { error, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { slipPath } from '#modules/space/allotment/links.server.ts'
import { judgeClaim } from '#modules/space/allotment/office-operations.server.ts'
import {
  answerPlaceOffer,
  appealResult,
  readApplication,
  withdrawApplication,
} from '#modules/space/allotment/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const slip = await query(event, readApplication, { applicationId: event.params.applicationId })
  if (slip.round.id !== event.params.roundId) error(404, m.allotment_application_not_found())
  const { application, round } = slip
  return {
    slip,
    slipHref: slipPath(application.id, event.locals.locale),
    open: round.state === 'announced' && application.state === 'applied',
    mayAppeal: round.state === 'drawn' && application.appeal === null,
    offered: application.offer?.state === 'open',
  }
}

const back = (event: RequestEvent, words: string): never => {
  const { id, roundId, applicationId } = event.params
  setFlash(event, words)
  redirect(303, href(`/kantor/ruang/${id}/undian/${roundId}/${applicationId}`, event.locals.locale))
}

export const actions: Actions = {
  async claim(event) {
    const done = await submit(event, judgeClaim, { applicationId: event.params.applicationId })
    return done.ok ? back(event, m.allotment_claim_saved()) : done.failure
  },
  async withdraw(event) {
    const done = await submit(event, withdrawApplication, { applicationId: event.params.applicationId })
    return done.ok ? back(event, m.allotment_done_withdrawn()) : done.failure
  },
  async answer(event) {
    const done = await submit(event, answerPlaceOffer, { applicationId: event.params.applicationId })
    return done.ok ? back(event, m.allotment_desk_answered()) : done.failure
  },
  async appeal(event) {
    const done = await submit(event, appealResult, { applicationId: event.params.applicationId })
    return done.ok ? back(event, m.allotment_done_appealed()) : done.failure
  },
}
