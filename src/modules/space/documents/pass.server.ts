import { renderSVG } from 'uqr'
import { formatDate, formatNumber, formatSpan } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { renderPdf } from '#platform/documents/pdf.ts'
import { labelOf } from '../labels.ts'
import type { Pass } from '../visits/schema.ts'

/** The pass on A6, to print at home or at the desk. */
export function passPdf(pass: Pass, siteName: string, locale: Locale): Promise<Uint8Array> {
  return renderPdf('src/modules/space/documents/pass.typ', {
    lang: locale,
    site: siteName,
    title: m.space_pass_title({}, { locale }),
    state: labelOf('valid', pass.validity, locale),
    valid: pass.validity === 'valid' || pass.validity === 'early',
    place: pass.spaceName,
    address: pass.address,
    facts: [
      [m.space_pass_name({}, { locale }), pass.name],
      [m.space_move_day({}, { locale }), formatDate(pass.start, locale, pass.zone, 'weekday')],
      [m.space_booking_when({}, { locale }), formatSpan(pass.start, pass.end, locale, pass.zone)],
      [m.space_pass_people({}, { locale }), formatNumber(pass.attendees, locale)],
    ],
    codeLabel: m.space_pass_code({}, { locale }),
    code: pass.reference.replace(/(.{4})(?=.)/g, '$1 '),
    qr: renderSVG(pass.url, { border: 0 }),
    note: m.space_pass_free({}, { locale }),
  })
}
