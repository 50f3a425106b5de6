import type { GroupKind, Purpose } from '#modules/space/words.ts'
import { demoId } from './ids.ts'
import type { Random } from './random.ts'
import type { DemoRegistration } from './registrations.ts'
import { artGroups, demoPhone } from './words.ts'

/** Somebody who books, for whom. */
export interface Booker {
  name: string
  phone: string | null
  accountId: string | null
  groupKind: GroupKind
  groupName: string | null
  businessId: string | null
}

export interface Resident {
  accountId: string
  name: string
  phone: string
}

const residentNames = [
  'Wahyuni Astuti',
  'Sugeng Haryanto',
  'Lestari',
  'Bambang Purnomo',
  'Yuliana Kusuma',
  'Paimin',
  'Endang Suryani',
  'Tri Hidayat',
  'Kartini Utami',
  'Widodo Saputra',
  'Murni Handayani',
  'Slamet Nugroho',
] as const

/** Residents with an account who are in no register. */
export const residents: readonly Resident[] = residentNames.map((name, index) => ({
  accountId: demoId('account', 200 + index),
  name,
  phone: demoPhone(200 + index),
}))

const communities = [
  'Senam Ibu RW 03',
  'Posyandu Lansia Melati',
  'Karang Taruna Tunas Muda',
  'Rapat RW 07',
  'PKK RW 09',
  'Belajar Bersama Gang Mawar',
] as const

/** A community meets under one of the residents. */
export const communityBooker = (number: number): Booker => {
  const resident = residents[number % residents.length] as Resident
  return {
    ...person(resident),
    groupKind: 'community',
    groupName: communities[number % communities.length] ?? null,
    businessId: null,
  }
}

const person = ({ name, phone, accountId }: Resident) => ({ name, phone, accountId })

export const schoolBooker: Booker = {
  ...person(residents[8] as Resident),
  groupKind: 'school',
  groupName: 'SD Harapan Melati',
  businessId: null,
}

/** The kelurahan itself, entered at the desk. */
export const governmentBooker: Booker = {
  name: 'Kelurahan Mangkubumen',
  phone: null,
  accountId: null,
  groupKind: 'government',
  groupName: 'Kelurahan Mangkubumen',
  businessId: null,
}

/** The art group by its number, from 0. */
export function groupBooker(registrations: readonly DemoRegistration[], number: number): Booker {
  const group = registrations[number]
  if (group === undefined || number >= artGroups.length) throw new RangeError(`no art group ${number}`)
  return {
    ...ownerOf(group),
    groupKind: 'art_group',
    groupName: group.name,
    businessId: demoId('business', group.number),
  }
}

export const businessBooker = (registration: DemoRegistration): Booker => ({
  ...ownerOf(registration),
  groupKind: 'business',
  groupName: registration.name,
  businessId: demoId('business', registration.number),
})

const ownerOf = ({ owner }: DemoRegistration) => ({
  name: owner.name,
  phone: owner.phone,
  accountId: owner.accountId,
})

/** Who books out of the blue: mostly traders, sometimes families and communities. */
export function anyBooker(random: Random, traders: readonly DemoRegistration[]): Booker {
  const dice = random.next()
  const [first, ...others] = traders
  if (dice < 0.55 && first) return businessBooker(random.pick([first, ...others]))
  if (dice < 0.8) return communityBooker(random.whole(0, 40))
  return {
    ...person(random.pick(residents as readonly [Resident, ...Resident[]])),
    groupKind: 'person',
    groupName: null,
    businessId: null,
  }
}

/** What a booker comes for, and about how many come along. */
export function purposeOf(random: Random, booker: Booker): { purpose: Purpose; attendees: number } {
  const among = (purposes: readonly [Purpose, ...Purpose[]], low: number, high: number) => ({
    purpose: random.pick(purposes),
    attendees: random.whole(low, high),
  })
  switch (booker.groupKind) {
    case 'art_group':
      return among(['rehearsal', 'rehearsal', 'rehearsal', 'performance'], 10, 45)
    case 'business':
      return among(['training', 'meeting', 'market', 'training'], 12, 60)
    case 'community':
      return among(['meeting', 'sport', 'social'], 15, 70)
    case 'school':
      return among(['performance', 'training'], 40, 120)
    case 'government':
      return among(['meeting', 'training'], 20, 80)
    default:
      return among(['celebration', 'meeting', 'celebration'], 30, 150)
  }
}
