import type { Context } from '#kernel/context.ts'
import { formatDateTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { text } from '#platform/database/query.ts'
import { absolute } from '../bookings/links.server.ts'
import { placeWords } from './labels.ts'
import { slipPath } from './links.server.ts'
import type { FoundRound } from './queries.server.ts'

const texts = {
  received: m.allotment_notice_received,
  withdrawn: m.allotment_notice_withdrawn,
  eligible: m.allotment_notice_eligible,
  ineligible: m.allotment_notice_ineligible,
  placed: m.allotment_notice_placed,
  reserve: m.allotment_notice_reserve,
  offered: m.allotment_notice_offered,
  lapsed: m.allotment_notice_lapsed,
  upheld: m.allotment_notice_upheld,
  dismissed: m.allotment_notice_dismissed,
  cancelled: m.allotment_notice_cancelled,
} satisfies Record<string, (inputs: never, options: { locale: Locale }) => string>
export type Notice = keyof typeof texts

export interface Addressee {
  id: string
  number: number
  phone: string | null
  locale: Locale
  place?: string | null
}

type NoticeRound = Pick<FoundRound, 'title' | 'spaceName' | 'regionCode' | 'zone'>

export const noticeText = (
  what: Notice,
  round: NoticeRound,
  to: Addressee,
  more: { reason?: string; until?: string } = {},
): string =>
  texts[what](
    {
      round: `${round.title}, ${round.spaceName}`,
      number: to.number,
      place: placeWords(to.place ?? '', to.locale),
      reason: more.reason ?? '',
      until: more.until === undefined ? '' : formatDateTime(more.until, to.locale, round.zone),
      link: absolute(slipPath(to.id, to.locale)),
    },
    { locale: to.locale },
  )

export const templateOf = (what: Notice): string => `space.allotment_${what}`

/** Tell one applicant, if there is a phone to tell it to. */
export function tell(
  ctx: Context,
  what: Notice,
  round: NoticeRound,
  to: Addressee,
  more: { reason?: string; until?: string; holdSeconds?: number } = {},
): void {
  if (to.phone === null) return
  ctx.send({
    to: { phone: to.phone },
    locale: to.locale,
    template: templateOf(what),
    body: noticeText(what, round, to, more),
    about: { type: 'application', id: to.id },
    region: round.regionCode,
    ...(more.holdSeconds !== undefined && { holdSeconds: more.holdSeconds }),
  })
}

/** Tell everyone whose application counts. */
export async function tellAll(
  ctx: Context,
  round: NoticeRound & { id: string },
  what: Notice,
  more: { reason?: string },
): Promise<void> {
  const all = await ctx.db.many(
    text<Addressee>(
      `select id, number, holder_phone as phone, locale from space.application where round_id = $1 and state <> 'withdrawn'`,
      [round.id],
    ),
  )
  for (const one of all) tell(ctx, what, round, one, more)
}
