import type { Context } from '#kernel/context.ts'
import { formatDateTime } from '#kernel/format.ts'
import { m } from '#messages'
import { absolute } from '../bookings/links.server.ts'
import { placeAndTime } from '../bookings/notices.server.ts'
import { type FoundWait, waitPath } from './queries.server.ts'

const words = {
  joined: m.series_wait_notice_joined,
  offered: m.series_wait_notice_offered,
  late: m.series_wait_notice_late,
  removed: m.series_wait_notice_removed,
}

/** Tell who waits: that they are in line, that it is their turn and until when, or that it went to the next. */
export function tellWaiting(
  ctx: Context,
  notice: keyof typeof words,
  wait: FoundWait,
  more: { until?: string; reason?: string } = {},
): void {
  const locale = wait.bookerLocale
  ctx.send({
    to: { phone: wait.bookerPhone },
    locale,
    template: `space.waiting_${notice}`,
    body: words[notice](
      {
        what: placeAndTime(placeOf(wait), locale),
        link: absolute(waitPath(wait.id, locale)),
        until: more.until === undefined ? '' : formatDateTime(more.until, locale, wait.zone),
        reason: more.reason ?? '',
      },
      { locale },
    ),
    about: { type: 'waiting', id: wait.id },
    region: wait.regionCode,
  })
}

/** Whoever takes any unit of a kind is told of the space alone. */
const placeOf = (wait: FoundWait) =>
  wait.unitName === null
    ? { ...wait, unitName: '', unitKind: 'whole' as const }
    : { ...wait, unitName: wait.unitName }
