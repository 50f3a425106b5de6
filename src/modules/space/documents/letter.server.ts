import { renderSVG } from 'uqr'
import { formatDate, formatMoney } from '#kernel/format.ts'
import { m } from '#messages'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { FoundLease } from '../leases/queries.server.ts'
import { fillBlanks } from '../leases/rules.ts'
import type { LetterTemplate } from '../leases/schema.ts'
import { terbilang } from '../leases/terbilang.ts'

export interface LetterFacts {
  kind: 'permit' | 'revocation'
  number: string
  dated: string
  lease: FoundLease
  businessName: string | null
  permits: readonly { number: string; expiresOn: string | null }[]
  legalBasis: string
  /** Address of the public check page, as a whole. */
  url: string
}

/** Letters of Indonesian offices are written in Indonesian, whoever reads the screen. */
const locale = 'id' as const
const words = { locale }

function rentWords({ rent, rentPer }: FoundLease): string {
  if (rent === 0) return m.market_letter_free({}, words)
  const per = rentPer === 'day' ? m.market_rent_per_day({}, words) : m.market_rent_per_month({}, words)
  return `${formatMoney(rent)} (${terbilang(rent)} rupiah) ${per}`
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The permit letter, or the letter that revokes it, on A4 or F4. */
export function letterPdf(template: LetterTemplate, facts: LetterFacts): Promise<Uint8Array> {
  const { lease, kind } = facts
  const day = (date: string) => formatDate(date, locale)
  const tdu = facts.permits[0]
  const blanks = {
    nama: lease.holderName,
    usaha: facts.businessName ?? lease.trade,
    lapak: lease.unitCode,
    tempat: lease.spaceName,
    mulai: day(lease.from),
    akhir: day(lease.endedOn ?? lease.until),
    nomorizin: lease.number ?? '',
    alasan: lease.endReason ?? '',
    keberatan: lease.appealUntil === null ? '' : day(lease.appealUntil),
  }
  const fill = (text: string) => fillBlanks(text, blanks)
  const rows: [string, string][] = [
    [m.market_letter_holder({}, words), lease.holderName],
    ...(facts.businessName === null
      ? []
      : [[m.market_letter_business({}, words), facts.businessName] as [string, string]]),
    [m.market_letter_tdu({}, words), tdu ? tdu.number : m.market_letter_no_tdu({}, words)],
    [m.market_letter_place({}, words), `${lease.unitCode}, ${lease.spaceName}`],
    ...(lease.trade === '' ? [] : [[m.market_letter_trade({}, words), lease.trade] as [string, string]]),
    [m.market_letter_term({}, words), `${day(lease.from)} – ${day(lease.until)}`],
    [m.market_letter_rent({}, words), rentWords(lease)],
  ]
  const revoked = kind === 'revocation'
  return renderPdf('src/modules/space/documents/letter.typ', {
    paper: template.paper,
    head: {
      government: template.government,
      agency: template.agency,
      unit: template.unit,
      address: template.address,
      contact: template.contact,
    },
    reference: [
      ['Nomor', facts.number],
      ['Sifat', template.nature],
      ['Lampiran', template.attachment],
      ['Hal', revoked ? m.market_letter_revocation_subject({}, words) : template.subject],
    ],
    dated: [template.place, day(facts.dated)].filter(Boolean).join(', '),
    to: lease.holderName,
    basis: lines([template.basis, facts.legalBasis].filter(Boolean).join('\n')),
    opening: fill(revoked ? template.revocation : template.opening),
    facts: revoked ? [] : rows,
    conditions: revoked ? [] : lines(fill(template.conditions)),
    closing: fill(revoked ? template.appeal : template.closing),
    signer: {
      position: template.signerPosition,
      name: template.signerName,
      rank: template.signerRank,
      nip: template.signerNip,
      electronic: template.signing === 'electronic',
    },
    copies: lines(template.copies),
    qr: renderSVG(facts.url, { border: 0 }),
    url: facts.url,
  })
}
