import { redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import type { Operation } from '#kernel/operation.ts'
import { m } from '#messages'
import {
  answerPlaceOffer,
  appealResult,
  readApplication,
  withdrawApplication,
} from '#modules/space/allotment/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const tokenOf = (event: { url: URL }) => event.url.searchParams.get('t') ?? undefined

export const load: PageServerLoad = async (event) => {
  const slip = await query(event, readApplication, {
    applicationId: event.params.applicationId,
    token: tokenOf(event)?.slice(0, 100),
  })
  const { application, round } = slip
  const now = Date.now()
  return {
    slip,
    mayWithdraw: application.mine && application.state === 'applied' && round.state === 'announced',
    mayAppeal:
      application.mine &&
      application.appeal === null &&
      round.state === 'drawn' &&
      round.appealsUntil !== null &&
      Date.parse(round.appealsUntil) > now,
    mayAnswer:
      application.mine &&
      application.offer?.state === 'open' &&
      Date.parse(application.offer.expiresAt) > now,
    signIn: application.mine
      ? null
      : href(
          `/masuk?next=${encodeURIComponent(`/undian/permohonan/${application.id}`)}`,
          event.locals.locale,
        ),
  }
}

const act =
  <Input extends z.ZodType, Output extends z.ZodType, Subject>(
    op: Operation<Input, Output, Subject>,
    done: () => string,
    extra: Record<string, unknown> = {},
  ) =>
  async (event: RequestEvent) => {
    const { applicationId } = event.params
    const result = await submit(event, op, { applicationId, ...extra })
    if (!result.ok) return result.failure
    setFlash(event, done())
    redirect(303, href(`/undian/permohonan/${applicationId}`, event.locals.locale))
  }

export const actions: Actions = {
  withdraw: act(withdrawApplication, m.allotment_done_withdrawn),
  accept: act(answerPlaceOffer, m.allotment_done_accepted, { accept: true }),
  decline: act(answerPlaceOffer, m.allotment_done_declined, { accept: false }),
  appeal: act(appealResult, m.allotment_done_appealed),
}
