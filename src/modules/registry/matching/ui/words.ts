import { formatDate } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { showPhone } from '#modules/identity/phone.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { labelOf } from '../../labels.ts'
import type { MatchReason } from '../rules.ts'
import type { MatchSide } from '../schema.ts'
import type { CarriedField } from '../states.ts'

/** A reason in the reader's words. */
export const reasonWords = (reason: MatchReason, locale: Locale): string =>
  translate(`matching_reason_${reason}`, undefined, locale)

/** How likely in words: a number alone says nothing to who sees it the first time. */
export function likelihood(score: number): { words: string; tone: 'waiting' | 'info' | 'neutral' } {
  if (score >= 95) return { words: m.matching_very_likely(), tone: 'waiting' }
  return score >= 80
    ? { words: m.matching_likely(), tone: 'info' }
    : { words: m.matching_perhaps(), tone: 'neutral' }
}

/** One line of the comparison. */
export interface ComparedRow {
  key: string
  label: string
  a: string
  b: string
  /** Both say something, and not the same. */
  differs: boolean
  /** The group that the kept record may take over by. */
  field?: CarriedField
}

/** Both records line by line; what neither knows is left out. */
export function comparedRows(a: MatchSide, b: MatchSide, locale: Locale): ComparedRow[] {
  const rtRw = (side: MatchSide) => (side.rt || side.rw ? `${side.rt ?? '–'}/${side.rw ?? '–'}` : '')
  const rows: [string, string, (side: MatchSide) => string | number | null, CarriedField?][] = [
    ['name', m.matching_row_name(), (side) => side.name],
    ['kind', m.matching_row_kind(), (side) => labelOf('kind', side.kind, locale)],
    ['owner', m.matching_row_owner(), (side) => side.ownerName],
    ['phone', m.matching_row_phone(), (side) => side.phone && showPhone(side.phone)],
    ['nik', m.matching_row_nik(), (side) => side.nik],
    ['place', m.matching_row_place(), (side) => side.place.split(', ').slice(0, 2).join(', ')],
    ['address', m.matching_row_address(), (side) => side.address, 'address'],
    ['rtRw', m.matching_row_rt_rw(), rtRw],
    ['point', m.matching_row_point(), (side) => side.point, 'point'],
    [
      'sector',
      m.matching_row_sector(),
      (side) => side.sector && labelOf('sector', side.sector, locale),
      'sector',
    ],
    ['description', m.matching_row_description(), (side) => side.description, 'description'],
    ['startedYear', m.matching_row_started(), (side) => side.startedYear, 'startedYear'],
    ['workers', m.matching_row_workers(), (side) => side.workers, 'workers'],
    ['nib', m.matching_row_nib(), (side) => side.nib, 'nib'],
    [
      'created',
      m.matching_row_created(),
      (side) => formatDate(side.createdAt, locale, zoneOf(side.regionCode)),
    ],
  ]
  return rows.flatMap(([key, label, read, field]) => {
    const [x, y] = [String(read(a) ?? ''), String(read(b) ?? '')]
    if (x === '' && y === '') return []
    const differs = key !== 'created' && x !== '' && y !== '' && x.toLowerCase() !== y.toLowerCase()
    return [{ key, label, a: x, b: y, differs, ...(field && { field }) }]
  })
}

/** What the kept record could take over, as boxes to tick: only where the two say different things. */
export const takeOptions = (rows: readonly ComparedRow[]) =>
  rows.flatMap(({ field, label, a, b }) =>
    field && a !== b
      ? [
          {
            value: field,
            label: field === 'address' ? m.matching_take_address() : label,
            hint: [a, b].filter(Boolean).join(' · '),
          },
        ]
      : [],
  )
