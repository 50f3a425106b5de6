import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { decideStallDay, listMyStalls, saySales } from '#modules/space/presence/operations.server.ts'
import { daysBack } from '#modules/space/presence/rules.ts'
import { plusDays } from '#modules/space/time.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { items } = await query(event, listMyStalls, {})
  const stall = items.find(({ leaseId }) => leaseId === event.params.leaseId)
  if (!stall) error(404, m.presence_lease_not_found())
  const open = stall.sales.filter(({ day }) => day >= plusDays(stall.today, -daysBack))
  return { stall, open: open.toReversed() }
}

const back = (leaseId: string, locale: 'id' | 'en') => href(`/saya/lapak/${leaseId}`, locale)

export const actions: Actions = {
  async day(event) {
    const { leaseId } = event.params
    const { locale } = event.locals
    const result = await submit(event, decideStallDay, { leaseId })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'day' as const })
    const day = formatDate(result.output.day, locale, 'UTC', 'weekday')
    setFlash(event, result.output.free ? m.presence_day_let_go({ day }) : m.presence_day_back({ day }))
    redirect(303, back(leaseId, locale))
  },

  /** A band by one tap, or the exact amount typed. */
  async sales(event) {
    const { leaseId } = event.params
    const fields = await readForm(event)
    const amount = String(fields.get('amount')?.[0] ?? '').trim()
    if (amount === '') fields.delete('amount')
    const result = await submit(event, saySales, { leaseId })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, part: 'sales' as const })
    setFlash(event, m.presence_sales_saved())
    redirect(303, `${back(leaseId, event.locals.locale)}#penjualan`)
  },
}
