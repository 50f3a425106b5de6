import { error, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { type IndicatorKey, indicators } from '#modules/impact/figures/indicators.ts'
import { changeTarget, getFigure } from '#modules/impact/figures/operations.server.ts'
import { IndicatorName } from '#modules/impact/figures/schema.ts'
import { readRecords } from '#modules/impact/records/operations.server.ts'
import { changed, readAddress } from '../address.ts'
import { partOf } from '../part.ts'
import { regionChoices } from '../regions.server.ts'
import type { Actions, PageServerLoad } from './$types'

function indicatorOf(event: RequestEvent<{ indicator: string }>): IndicatorKey {
  const parsed = IndicatorName.safeParse(event.params.indicator)
  if (!parsed.success) error(404, m.kernel_not_found())
  return parsed.data
}

export const load: PageServerLoad = async (event) => {
  const indicator = indicatorOf(event)
  const { searchParams } = event.url
  const asked = readAddress(searchParams)
  const [detail, records, regions] = await Promise.all([
    query(event, getFigure, { ...asked, indicator }),
    query(event, readRecords, {
      ...asked,
      ...partOf(searchParams),
      indicator,
      after: searchParams.get('after') ?? undefined,
    }),
    regionChoices(event),
  ])
  const { items, next, total, amount } = records
  return { detail, records: { items, next, total, amount }, regions, part: partOf(searchParams) }
}

export const actions: Actions = {
  /** Shares are written in per cent, as people say them. */
  async target(event) {
    const indicator = indicatorOf(event)
    const fields = await readForm(event)
    const typed = String(fields.get('value')?.[0] ?? '')
      .trim()
      .replace('%', '')
      .replace(',', '.')
    const number = typed === '' ? Number.NaN : Number(typed)
    const share = indicators[indicator].unit === 'share' ? number / 100 : number
    // What is no number is handed on as it was typed, and the schema says so at the field.
    const value = typed === '' ? null : Number.isNaN(number) ? typed : share
    const result = await submit(event, changeTarget, { indicator, value })
    if (!result.ok) return result.failure
    setFlash(event, m.impact_target_saved())
    redirect(
      303,
      href(
        `/kantor/angka/${indicator}${changed(event.url.searchParams, { '/target': null })}`,
        event.locals.locale,
      ),
    )
  },
}
