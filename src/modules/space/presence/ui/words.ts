import { m } from '#messages'
import type { IconName } from '#ui/icons.ts'
import type { Band, How, PresenceState } from '../rules.ts'

export const stateWords: Record<PresenceState, () => string> = {
  present: m.presence_state_present,
  absent: m.presence_state_absent,
  closed: m.presence_state_closed,
  other: m.presence_state_other,
}
export const stateIcons: Record<PresenceState, IconName> = {
  present: 'check',
  absent: 'x',
  closed: 'lock',
  other: 'users',
}
export const howWords: Record<How, () => string> = {
  holder: m.presence_how_holder,
  permit: m.presence_how_permit,
  round: m.presence_how_round,
}
export const letGoWords: Record<'holder' | 'absent' | 'cleared', () => string> = {
  holder: m.presence_let_go_holder,
  absent: m.presence_let_go_absent,
  cleared: m.presence_let_go_cleared,
}
export const bandWords: Record<Band, () => string> = {
  none: m.presence_band_none,
  to_100: m.presence_band_to_100,
  to_250: m.presence_band_to_250,
  to_500: m.presence_band_to_500,
  to_1000: m.presence_band_to_1000,
  to_2500: m.presence_band_to_2500,
  more: m.presence_band_more,
}
