import { redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import type { Operation } from '#kernel/operation.ts'
import { m } from '#messages'
import {
  announce,
  cancel,
  confirm,
  draw,
  listRoundApplications,
} from '#modules/space/allotment/office-operations.server.ts'
import { readRound } from '#modules/space/allotment/operations.server.ts'
import { mayConfirm, mayRun } from '#modules/space/allotment/policy.ts'
import { ApplicationQuery } from '#modules/space/allotment/schema.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { roundId } = event.params
  const round = await query(event, readRound, { roundId })
  const asked = Object.fromEntries([...event.url.searchParams].filter(([, value]) => value !== ''))
  const filter = ApplicationQuery.safeParse(asked)
  const page = await query(event, listRoundApplications, { roundId, ...(filter.success ? filter.data : {}) })
  const { actor } = event.locals
  return {
    round,
    applications: page.items,
    next: page.next,
    show: filter.success ? filter.data.show : 'all',
    mayRun: mayRun(actor, round) === 'allowed',
    mayConfirm: mayConfirm(actor, round) === 'allowed',
  }
}

/** Run one act on the round and come back to it with a word of what was done. */
const act =
  <Input extends z.ZodType, Output extends z.ZodType, Subject>(
    op: Operation<Input, Output, Subject>,
    done: () => string,
  ) =>
  async (event: RequestEvent) => {
    const { roundId, id } = event.params
    const result = await submit(event, op, { roundId })
    if (!result.ok) return result.failure
    setFlash(event, done())
    redirect(303, href(`/kantor/ruang/${id}/undian/${roundId}`, event.locals.locale))
  }

export const actions: Actions = {
  announce: act(announce, m.allotment_office_announced),
  draw: act(draw, m.allotment_office_drawn),
  confirm: act(confirm, m.allotment_office_confirmed),
  cancel: act(cancel, m.allotment_office_cancelled),
}
