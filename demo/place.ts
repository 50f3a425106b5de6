import type { FacilityCode, UnitKind } from '#modules/space/words.ts'
import type { DemoStaff } from './cast.ts'

/** A part of a space: an area with the places in it, or a room beside. */
export interface DemoUnit {
  kind: Exclude<UnitKind, 'whole'>
  code: string
  name: string
  capacity: number
  bookable: boolean
  /** Code of the area it lies in. */
  area?: string
  approval?: 'automatic' | 'approved'
  minMinutes?: number
  maxMinutes?: number
}

interface DemoPhoto {
  file: string
  alt: { id: string; en: string }
}

export interface DemoPlace {
  key: 'hall' | 'room' | 'market' | 'coworking' | 'podcast' | 'meeting'
  name: string
  kind: 'hall' | 'room' | 'coworking' | 'market'
  regionCode: string
  address: string
  latitude: number
  longitude: number
  capacity: number
  description: { id: string; en: string }
  houseRules: { id: string; en: string }
  papers: { id: string; en: string }
  legalBasis: string
  contact: { name: string; phone: string }
  approval: 'automatic' | 'approved'
  /** Who may book; anyone by default. */
  who?: 'registered'
  rules: {
    slot: number
    min: number
    max: number
    buffer: number
    minAhead: number
    maxAhead: number
    quota: number | null
    closedOnHolidays: boolean
  }
  /** Weekdays (1 is Monday) with opening and closing minute. */
  openings: { days: readonly number[]; from: number; to: number }[]
  facilities: [FacilityCode, string][]
  photos: DemoPhoto[]
  /** Who looks after it. */
  keeper: DemoStaff
  units?: readonly DemoUnit[]
  /** No space of its own: the unit with this code in another. */
  within?: { key: DemoPlace['key']; code: string }
}

/** Places of one space stand in each other's way when one of them is all of it. */
export const rootOf = ({ key, within }: DemoPlace): DemoPlace['key'] => within?.key ?? key

export const everyDay = [1, 2, 3, 4, 5, 6, 7]
export const workingDays = [1, 2, 3, 4, 5]
export const lines = (...rules: string[]) => rules.join('\n')
