import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { businessIdOf } from '../profile/pages.server.ts'
import { businessPath, type Side } from '../ui/tabs.ts'
import {
  addFinance,
  lookAtFinance,
  readAmounts,
  readFinance,
  removeFinance,
  settleFinance,
} from './operations.server.ts'
import type { Amounts } from './schema.ts'

/** The owner sees amounts at once; an officer for ten minutes after saying why. */
export async function loadFinance(event: RequestEvent) {
  const businessId = businessIdOf(event)
  const { items, open } = await query(event, readFinance, { businessId })
  const amounts: Record<string, Amounts> = open
    ? (await query(event, readAmounts, { businessId })).amounts
    : {}
  return { finance: items, amounts, open }
}

const pathOf = (event: RequestEvent, side: Side) =>
  href(businessPath(side, businessIdOf(event), 'pembiayaan'), event.locals.locale)

/** Which form was sent: that of a source, or of the page. */
const partOf = async (event: RequestEvent, otherwise: string) =>
  String((await readForm(event)).get('financeId')?.[0] ?? otherwise)

export const financeActions = (side: Side) => ({
  async add(event: RequestEvent) {
    const result = await submit(event, addFinance, { businessId: businessIdOf(event) })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'add' })
    setFlash(event, m.profile_saved())
    redirect(303, pathOf(event, side))
  },
  async settle(event: RequestEvent) {
    const result = await submit(event, settleFinance)
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, part: await partOf(event, '') })
    setFlash(event, m.profile_saved())
    redirect(303, pathOf(event, side))
  },
  async remove(event: RequestEvent) {
    const result = await submit(event, removeFinance)
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, part: await partOf(event, '') })
    setFlash(event, m.profile_saved())
    redirect(303, pathOf(event, side))
  },
  async look(event: RequestEvent) {
    const result = await submit(event, lookAtFinance, { businessId: businessIdOf(event) })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'look' })
    redirect(303, pathOf(event, side))
  },
})
