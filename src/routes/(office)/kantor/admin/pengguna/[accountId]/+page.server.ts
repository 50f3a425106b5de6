import { type RequestEvent, redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import type { Operation } from '#kernel/operation.ts'
import { m } from '#messages'
import {
  closeAccount,
  invite,
  readAccount,
  reopenAccount,
  resetSecondFactor,
} from '#modules/identity/accounts/admin-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  account: await query(event, readAccount, { accountId: event.params.accountId }),
})

/** Do it to this account, say what was done, and show the account again. */
async function act<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  event: RequestEvent<{ accountId: string }>,
  op: Operation<Input, Output, Subject>,
  said: (output: z.output<Output>) => string,
) {
  const { accountId } = event.params
  const answer = await submit(event as RequestEvent, op, { accountId })
  if (!answer.ok) return answer.failure
  setFlash(event, said(answer.output))
  redirect(303, href(`/kantor/admin/pengguna/${accountId}`, event.locals.locale))
}

export const actions: Actions = {
  tutup: (event) =>
    act(event, closeAccount, () => m.identity_user_disabled({}, { locale: event.locals.locale })),
  buka: (event) =>
    act(event, reopenAccount, () => m.identity_user_enabled({}, { locale: event.locals.locale })),
  lepas: (event) =>
    act(event, resetSecondFactor, () => m.identity_user_reset_done({}, { locale: event.locals.locale })),
  undang: (event) =>
    act(event, invite, ({ email }) => m.identity_user_invited({ email }, { locale: event.locals.locale })),
}
