/** The closed lists of this module; the database has the same as CHECKs, screens have a word for each (`labels.ts`). */
export const spaceKinds = ['hall', 'room', 'coworking', 'studio', 'market', 'outdoor'] as const

/** What a booking or a lease takes: all of a space, or a part of it. */
export const unitKinds = ['whole', 'area', 'room', 'seat', 'stall', 'shelf'] as const
export type UnitKind = (typeof unitKinds)[number]

export const spaceStates = ['draft', 'published', 'archived'] as const
export const approvals = ['automatic', 'approved'] as const
export const whoMayBook = ['anyone', 'registered', 'desk'] as const

/** Who comes: what figures tell apart. */
export const groupKinds = [
  'person',
  'art_group',
  'business',
  'community',
  'school',
  'government',
  'other',
] as const
export type GroupKind = (typeof groupKinds)[number]

/** What for. */
export const purposes = [
  'rehearsal',
  'performance',
  'meeting',
  'training',
  'market',
  'celebration',
  'sport',
  'social',
  'other',
] as const
export type Purpose = (typeof purposes)[number]

/** What a space offers, each with an icon of the design system. */
export const facilityIcons = {
  chairs: 'armchair',
  stage: 'presentation',
  sound: 'volume-2',
  microphone: 'mic',
  projector: 'projector',
  wifi: 'wifi',
  sockets: 'plug',
  cooling: 'air-vent',
  toilet: 'toilet',
  kitchen: 'utensils',
  parking: 'square-parking',
  step_free: 'accessibility',
  music: 'music',
  display: 'store',
  water: 'droplets',
} as const
export type FacilityCode = keyof typeof facilityIcons
export const facilityCodes = Object.keys(facilityIcons) as [FacilityCode, ...FacilityCode[]]
