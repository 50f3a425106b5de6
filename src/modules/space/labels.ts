import { m } from '#messages'
import type { Locale } from '#kernel/locale.ts'
import type { BookingState } from './bookings/states.ts'
import type { Validity } from './visits/rules.ts'
import type { FacilityCode, GroupKind, Purpose, SpaceKind } from './words.ts'

/** The words of the closed lists on the screen. Without a locale, that of the request. */
type Word = (locale?: Locale) => string

const word =
  (message: (inputs: Record<string, never>, options?: { locale?: Locale }) => string): Word =>
  (locale) =>
    message({}, locale ? { locale } : undefined)

export const stateWords: Record<BookingState, Word> = {
  held: word(m.space_state_held),
  requested: word(m.space_state_requested),
  approved: word(m.space_state_approved),
  checked_in: word(m.space_state_checked_in),
  completed: word(m.space_state_completed),
  rejected: word(m.space_state_rejected),
  cancelled: word(m.space_state_cancelled),
  expired: word(m.space_state_expired),
  no_show: word(m.space_state_no_show),
}

/** Colour, shape and sign of a state's badge. */
export const stateTones: Record<BookingState, 'neutral' | 'info' | 'success' | 'warning' | 'danger'> = {
  held: 'neutral',
  requested: 'warning',
  approved: 'success',
  checked_in: 'info',
  completed: 'info',
  rejected: 'danger',
  cancelled: 'neutral',
  expired: 'neutral',
  no_show: 'danger',
}

export const groupWords: Record<GroupKind, Word> = {
  person: word(m.space_group_person),
  art_group: word(m.space_group_art_group),
  business: word(m.space_group_business),
  community: word(m.space_group_community),
  school: word(m.space_group_school),
  government: word(m.space_group_government),
  other: word(m.space_group_other),
}

export const purposeWords: Record<Purpose, Word> = {
  rehearsal: word(m.space_purpose_rehearsal),
  performance: word(m.space_purpose_performance),
  meeting: word(m.space_purpose_meeting),
  training: word(m.space_purpose_training),
  market: word(m.space_purpose_market),
  celebration: word(m.space_purpose_celebration),
  sport: word(m.space_purpose_sport),
  social: word(m.space_purpose_social),
  other: word(m.space_purpose_other),
}

export const kindWords: Record<SpaceKind, Word> = {
  hall: word(m.space_kind_hall),
  room: word(m.space_kind_room),
  coworking: word(m.space_kind_coworking),
  studio: word(m.space_kind_studio),
  market: word(m.space_kind_market),
  outdoor: word(m.space_kind_outdoor),
}

export const facilityWords: Record<FacilityCode, Word> = {
  chairs: word(m.space_facility_chairs),
  stage: word(m.space_facility_stage),
  sound: word(m.space_facility_sound),
  microphone: word(m.space_facility_microphone),
  projector: word(m.space_facility_projector),
  wifi: word(m.space_facility_wifi),
  sockets: word(m.space_facility_sockets),
  cooling: word(m.space_facility_cooling),
  toilet: word(m.space_facility_toilet),
  kitchen: word(m.space_facility_kitchen),
  parking: word(m.space_facility_parking),
  step_free: word(m.space_facility_step_free),
  music: word(m.space_facility_music),
  display: word(m.space_facility_display),
  water: word(m.space_facility_water),
}

export const validityWords: Record<Validity, Word> = {
  valid: word(m.space_valid_valid),
  early: word(m.space_valid_early),
  waiting: word(m.space_valid_waiting),
  used: word(m.space_valid_used),
  over: word(m.space_valid_over),
  void: word(m.space_valid_void),
}

export const validityTones: Record<Validity, 'neutral' | 'info' | 'success' | 'warning' | 'danger'> = {
  valid: 'success',
  early: 'info',
  waiting: 'warning',
  used: 'info',
  over: 'neutral',
  void: 'danger',
}
