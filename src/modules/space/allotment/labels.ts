import { formatDate } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { labelOf } from '#modules/registry/labels.ts'
import type { Rule } from '../draw/document.ts'
import type { EligibilityRule } from './rules.ts'
import type { ApplicationState, ClaimKind, Phase } from './states.ts'

type Word = (inputs?: undefined, options?: { locale?: Locale }) => string
type Tone = 'neutral' | 'waiting' | 'info' | 'good' | 'bad' | 'done' | 'off' | 'draft' | 'busy'

/** Why an application does not take part, one sentence for each rule. */
export const refusalWords: Record<EligibilityRule, Word> = {
  verified: m.allotment_not_verified,
  sector: m.allotment_not_sector,
  place: m.allotment_not_place,
  local: m.allotment_not_local,
  no_lease: m.allotment_not_no_lease,
  no_arrears: m.allotment_not_no_arrears,
}
/** The same rules when they are met. */
export const fulfilledWords: Record<EligibilityRule, Word> = {
  verified: m.allotment_is_verified,
  sector: m.allotment_is_sector,
  place: m.allotment_is_place,
  local: m.allotment_is_local,
  no_lease: m.allotment_is_no_lease,
  no_arrears: m.allotment_is_no_arrears,
}

export const phaseWords: Record<Phase, Word> = {
  announced: m.allotment_phase_announced,
  open: m.allotment_phase_open,
  checking: m.allotment_phase_checking,
  closed: m.allotment_phase_closed,
  drawn: m.allotment_phase_drawn,
  confirmed: m.allotment_phase_confirmed,
  cancelled: m.allotment_phase_cancelled,
}
export const phaseTones: Record<Phase, Tone> = {
  announced: 'info',
  open: 'good',
  checking: 'waiting',
  closed: 'waiting',
  drawn: 'info',
  confirmed: 'done',
  cancelled: 'bad',
}

export const stateWords: Record<ApplicationState, Word> = {
  applied: m.allotment_state_applied,
  withdrawn: m.allotment_state_withdrawn,
  eligible: m.allotment_state_eligible,
  ineligible: m.allotment_state_ineligible,
  placed: m.allotment_state_placed,
  reserve: m.allotment_state_reserve,
  offered: m.allotment_state_offered,
  accepted: m.allotment_state_accepted,
  declined: m.allotment_state_declined,
  lapsed: m.allotment_state_lapsed,
}
export const stateTones: Record<ApplicationState, Tone> = {
  applied: 'waiting',
  withdrawn: 'off',
  eligible: 'info',
  ineligible: 'bad',
  placed: 'good',
  reserve: 'waiting',
  offered: 'waiting',
  accepted: 'good',
  declined: 'off',
  lapsed: 'off',
}

export const ruleWords: Record<Rule, Word> = {
  draw: m.allotment_rule_draw,
  rotation: m.allotment_rule_rotation,
  first_come: m.allotment_rule_first_come,
}
export const ruleTexts: Record<Rule, Word> = {
  draw: m.allotment_rule_draw_text,
  rotation: m.allotment_rule_rotation_text,
  first_come: m.allotment_rule_first_come_text,
}

export const claimWords: Record<ClaimKind, Word> = {
  need: m.allotment_claim_need,
  women: m.allotment_claim_women,
  disability: m.allotment_claim_disability,
}

/** `untuk Makanan, Minuman`. */
export const sectorWords = (sectors: readonly string[], locale: Locale): string =>
  m.allotment_for_sectors(
    { sectors: sectors.map((sector) => labelOf('sector', sector, locale)).join(', ') },
    { locale },
  )

/** `A-12`, and of a market day `A-12, Minggu, 3 Januari 2027`. */
export function placeWords(place: string, locale: Locale): string {
  const daily = /^(.+)\/(\d{4}-\d\d-\d\d)$/.exec(place)
  if (!daily) return place
  const [, code = '', day = ''] = daily
  return m.allotment_place_day({ code, day: formatDate(day, locale, 'UTC', 'weekday') }, { locale })
}

/** `Lapak A-12`, `Bagian Kuliner`, `Lapak mana saja pada Minggu, 3 Januari 2027`. */
export function wishWords(wish: string, locale: Locale): string {
  const name = wish.slice(wish.indexOf(':') + 1)
  if (wish.startsWith('place:')) return m.allotment_wish_place({ code: placeWords(name, locale) }, { locale })
  return /^\d{4}-\d\d-\d\d$/.test(name)
    ? m.allotment_wish_day({ day: formatDate(name, locale, 'UTC', 'weekday') }, { locale })
    : m.allotment_wish_zone({ zone: name }, { locale })
}
