import type { Context } from '#kernel/context.ts'
import { formatNumber } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { absolute } from '../bookings/links.server.ts'
import { firstWords, seriesPath } from './queries.server.ts'

/** What a message about a whole series is made of. */
export interface SeriesFacts {
  id: string
  spaceId: string
  spaceName: string
  regionCode: string
  zone: string
  first: string
  from: number
  minutes: number
  /** How many dates it is about. */
  count: number
  phone: string | null
  locale: Locale
}

type Notice = 'requested' | 'approved' | 'rejected' | 'cancelled'
const words = {
  requested: m.series_notice_requested,
  approved: m.series_notice_approved,
  rejected: m.series_notice_rejected,
  cancelled: m.series_notice_cancelled,
}

export const seriesTemplate = (notice: Notice): string => `space.series_${notice}`

/** The text of one message about all its dates, in the language of who gets it. */
export const seriesText = (notice: Notice, facts: Omit<SeriesFacts, 'phone'>, reason = ''): string =>
  words[notice](
    {
      space: facts.spaceName,
      count: formatNumber(facts.count, facts.locale),
      first: firstWords(facts, facts.locale),
      link: absolute(seriesPath(facts.id, facts.locale)),
      reason,
    },
    { locale: facts.locale },
  )

/** Tell the booker once, about all dates. */
export function notifySeries(
  ctx: Context,
  notice: Notice,
  facts: SeriesFacts,
  more: { reason?: string; holdSeconds?: number } = {},
): void {
  if (facts.phone === null) return
  ctx.send({
    to: { phone: facts.phone },
    locale: facts.locale,
    template: seriesTemplate(notice),
    body: seriesText(notice, facts, more.reason),
    about: { type: 'series', id: facts.id },
    region: facts.regionCode,
    ...(more.holdSeconds !== undefined && { holdSeconds: more.holdSeconds }),
  })
}

export const announceSeries = (ctx: Context, facts: SeriesFacts & { accepted: boolean }): void =>
  notifySeries(ctx, facts.accepted ? 'approved' : 'requested', facts)
