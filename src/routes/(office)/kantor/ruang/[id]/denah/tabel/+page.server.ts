import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, type Submitted, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { getMarketDays, getPlan, putMarketDays, putPlan } from '#modules/space/markets/operations.server.ts'
import { atRows, rowOf, savedPlan, stallOf, weeksOf } from '#modules/space/markets/ui/table-form.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const [plan, days] = await Promise.all([
    query(event, getPlan, { spaceId: space.id }),
    query(event, getMarketDays, { spaceId: space.id }),
  ])
  const asked = event.url.searchParams.get('lapak')
  return { plan, marketDays: days, chosen: plan.stalls.find(({ unitId }) => unitId === asked) ?? null }
}

function finish(event: RequestEvent, act: string, answer: Submitted<unknown>) {
  if (!answer.ok) return fail(answer.failure.status, { ...answer.failure.data, act })
  setFlash(event, m.market_done({}, { locale: event.locals.locale }))
  redirect(303, event.url.pathname)
}

async function typed(event: RequestEvent) {
  const fields = await readForm(event)
  const text = (name: string) => String(fields.get(name)?.[0] ?? '').trim()
  const spaceId = String(event.params.id)
  return {
    text,
    all: (name: string) => (fields.get(name) ?? []).map(String),
    spaceId,
    plan: await query(event, getPlan, { spaceId }),
  }
}

export const actions: Actions = {
  async row(event) {
    const { text, spaceId, plan } = await typed(event)
    const stalls = rowOf(plan, text)
    return finish(event, 'row', await submit(event, putPlan, { ...savedPlan(plan, text), stalls, spaceId }))
  },
  async stall(event) {
    const { text, spaceId, plan } = await typed(event)
    const id = text('unitId')
    const stalls = savedPlan(plan, text).stalls.map((stall) =>
      stall.unitId === id ? stallOf(stall, text) : stall,
    )
    return finish(event, 'stall', await submit(event, putPlan, { ...savedPlan(plan, text), stalls, spaceId }))
  },
  async remove(event) {
    const { text, spaceId, plan } = await typed(event)
    const stalls = savedPlan(plan, text).stalls.filter(({ unitId }) => unitId !== text('unitId'))
    return finish(event, 'stall', await submit(event, putPlan, { ...savedPlan(plan, text), stalls, spaceId }))
  },
  async days(event) {
    const { text, all, spaceId } = await typed(event)
    const { weeks, dates, rows } = weeksOf(text, all)
    const answer = await submit(event, putMarketDays, { weeks, dates, spaceId })
    if (!answer.ok) answer.failure.data.errors = atRows(answer.failure.data.errors, rows)
    return finish(event, 'days', answer)
  },
}
