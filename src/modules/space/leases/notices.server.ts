import type { Context } from '#kernel/context.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { absolute } from '../bookings/links.server.ts'

export interface LeaseNotice {
  id: string
  unit: { code: string; spaceName: string; regionCode: string }
  phone: string | null
  until: string
  number?: string
  reason?: string
}

/** Holders were told in Indonesian by their kelurahan; the register does not know another language of theirs. */
const locale = 'id' as const

const texts = {
  granted: m.market_notice_granted,
  ending: m.market_notice_ending,
  ended: m.market_notice_ended,
  revoked: m.market_notice_revoked,
  refused: m.market_notice_refused,
} satisfies Record<string, (inputs: never, options: { locale: 'id' }) => string>

/** Tell the holder of a place, if there is a phone to tell it to. */
export function tell(ctx: Context, what: keyof typeof texts, facts: LeaseNotice): void {
  if (facts.phone === null) return
  const inputs = {
    unit: facts.unit.code,
    space: facts.unit.spaceName,
    until: formatDate(facts.until, locale),
    number: facts.number ?? '',
    reason: facts.reason ?? '',
    link: absolute(href('/saya/lapak', locale)),
  }
  ctx.send({
    to: { phone: facts.phone },
    locale,
    template: `space.lease_${what}`,
    body: texts[what](inputs, { locale }),
    about: { type: 'lease', id: facts.id },
    region: facts.unit.regionCode,
  })
}
