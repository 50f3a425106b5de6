import type { DemoCalendar } from './calendar.ts'
import { mangkubumen, mayor, officer, secondOfficer, trader } from './cast.ts'
import { demoId } from './ids.ts'
import { type Random, randomFrom } from './random.ts'
import {
  artGroups,
  businessName,
  businessTrades,
  type DemoPerson,
  demoPhone,
  personName,
  places,
  spots,
  streets,
  streetTrades,
} from './words.ts'

export type Outcome = 'submitted' | 'verified' | 'returned' | 'rejected' | 'inactive'

/** One sending of a registration, with what became of it. */
export interface DemoRound {
  round: number
  submittedAt: string
  deadline: string
  missing: string[]
  decision: 'approved' | 'returned' | 'rejected' | null
  decidedAt: string | null
  decidedBy: { id: string; name: string } | null
  reasonCode: string | null
  waited: number | null
}

export interface DemoRegistration {
  number: number
  kind: 'business' | 'street_trader' | 'art_group'
  name: string
  sector: string | null
  description: string | null
  startedYear: number
  workers: number | null
  regionCode: string
  address: string
  rt: string
  rw: string
  owner: { name: string; phone: string | null; accountId: string | null }
  desk: boolean
  outcome: Outcome
  rounds: DemoRound[]
  placeType: string | null
  spot: string | null
  hours: string | null
  artForm: string | null
  members: number | null
}

/** How a registration ends, and how many days ago it began. */
interface Fate {
  outcome: Outcome
  daysAgo: number
  reasonCode?: string
  /** Returned once before it was verified. */
  twice?: boolean
}

const registrationDays = 3
const neighbours = ['33.72.05.1002', '33.72.05.1011', '33.72.05.1012', '33.72.05.1009'] as const

/** What waits now, newest last: some overdue, some due today, one without a phone. */
const waiting: readonly number[] = [9, 7, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 0, 0]
const returned = [
  'address_unclear',
  'goods_unclear',
  'evidence_needed',
  'name_wrong',
  'number_wrong',
  'outside_region',
]
const rejected = ['duplicate', 'not_found_there', 'not_eligible', 'duplicate']

function fates(random: Random): Fate[] {
  // A long holiday closes offices for eleven days: whoever wrote twenty days ago has an answer.
  const past = () => random.whole(20, 150)
  return [
    ...artGroups.map(
      (_, index): Fate =>
        index < 10
          ? { outcome: 'verified', daysAgo: 150 - index * 3 }
          : { outcome: 'submitted', daysAgo: index - 9 },
    ),
    { outcome: 'verified', daysAgo: 140 },
    ...Array.from(
      { length: 34 },
      (_, index): Fate =>
        index % 7 === 0
          ? { outcome: 'verified', daysAgo: random.whole(60, 150), twice: true }
          : { outcome: 'verified', daysAgo: past() },
    ),
    ...waiting.map((daysAgo): Fate => ({ outcome: 'submitted', daysAgo })),
    ...returned.map(
      (reasonCode): Fate => ({ outcome: 'returned', daysAgo: random.whole(20, 60), reasonCode }),
    ),
    ...rejected.map((reasonCode): Fate => ({ outcome: 'rejected', daysAgo: past(), reasonCode })),
    ...Array.from({ length: 4 }, (): Fate => ({ outcome: 'inactive', daysAgo: past() })),
  ]
}

/** Every registration of the demo: twelve art groups first, then businesses and street traders. */
export function demoRegistrations(calendar: DemoCalendar): DemoRegistration[] {
  const random = randomFrom(1907)
  return fates(random).map((fate, index) => registration(random, calendar, fate, index + 1))
}

function registration(random: Random, calendar: DemoCalendar, fate: Fate, number: number): DemoRegistration {
  const isTrader = number === artGroups.length + 1
  const person: DemoPerson = isTrader ? { name: trader.name, sex: 'female' } : personName(random)
  const desk = number > artGroups.length + 1 && random.chance(0.35)
  const phone = isTrader ? trader.phone : desk && random.chance(0.15) ? null : demoPhone(number + 1)
  const accountId = isTrader ? trader.accountId : desk ? null : demoId('account', number + 1)
  const what = about(random, person, number, isTrader)
  const regionCode =
    number <= artGroups.length + 1 || random.chance(0.8) ? mangkubumen : random.pick(neighbours)
  const missing = [
    ...(phone === null ? ['registry_missing_phone'] : []),
    ...(what.description === null && what.kind !== 'art_group' ? ['registry_missing_description'] : []),
  ]
  return {
    number,
    ...what,
    startedYear: random.whole(1998, Number(calendar.today.slice(0, 4)) - 1),
    regionCode,
    address: `${random.pick(streets)} ${random.whole(1, 90)}`,
    rt: String(random.whole(1, 6)).padStart(3, '0'),
    rw: String(random.whole(1, 14)).padStart(3, '0'),
    owner: { name: person.name, phone, accountId },
    desk,
    outcome: fate.outcome,
    rounds: rounds(random, calendar, fate, { missing, regionCode }),
  }
}

type About = Pick<
  DemoRegistration,
  | 'kind'
  | 'name'
  | 'sector'
  | 'description'
  | 'workers'
  | 'placeType'
  | 'spot'
  | 'hours'
  | 'artForm'
  | 'members'
>

const nothingMore = { placeType: null, spot: null, hours: null, artForm: null, members: null }

function about(random: Random, owner: DemoPerson, number: number, isTrader: boolean): About {
  const group = artGroups[number - 1]
  if (group)
    return {
      kind: 'art_group',
      name: group.name,
      sector: null,
      description: null,
      workers: null,
      ...nothingMore,
      artForm: group.form,
      members: group.members,
    }
  if (!isTrader && random.chance(0.4)) {
    const trade = random.pick<(typeof streetTrades)[number]>(streetTrades)
    const { sector, description } = trade
    const more = {
      placeType: random.pick(places),
      spot: random.pick(spots),
      hours: random.pick(['06.00–10.00', '16.00–22.00', '10.00–17.00']),
    }
    return {
      kind: 'street_trader',
      name: businessName(random, trade, owner),
      sector,
      description,
      workers: null,
      ...nothingMore,
      ...more,
    }
  }
  const trade = isTrader ? businessTrades[0] : random.pick<(typeof businessTrades)[number]>(businessTrades)
  return {
    kind: 'business',
    name: businessName(random, trade, owner),
    sector: trade.sector,
    description: random.chance(0.06) ? null : trade.description,
    workers: random.whole(1, 6),
    ...nothingMore,
  }
}

/** What every round of a registration has in common. */
interface Common {
  missing: string[]
  regionCode: string
}

function rounds(
  random: Random,
  calendar: DemoCalendar,
  fate: Fate,
  { missing, regionCode }: Common,
): DemoRound[] {
  const decided = (open: Open, decision: NonNullable<DemoRound['decision']>, reasonCode?: string) =>
    decide(random, calendar, open, { decision, reasonCode, by: deciderOf(random, regionCode) })
  const submittedAt = submission(random, calendar, fate.daysAgo)
  const open = { submittedAt, deadline: calendar.deadline(submittedAt, registrationDays), missing }
  if (fate.outcome === 'submitted')
    return [
      { round: 1, ...open, decision: null, decidedAt: null, decidedBy: null, reasonCode: null, waited: null },
    ]
  const decision = (
    { verified: 'approved', inactive: 'approved', returned: 'returned', rejected: 'rejected' } as const
  )[fate.outcome]
  if (!fate.twice) return [decided({ round: 1, ...open }, decision, fate.reasonCode)]
  const first = decided({ round: 1, ...open }, 'returned', random.pick(['address_unclear', 'goods_unclear']))
  const again = calendar.after(first.decidedAt ?? submittedAt, random.whole(3, 50) * 60)
  const second = {
    round: 2,
    submittedAt: again,
    deadline: calendar.deadline(again, registrationDays),
    missing: [],
  }
  return [first, decided(second, decision)]
}

/** People write at any hour; who wrote today did so earlier today. */
function submission(random: Random, calendar: DemoCalendar, daysAgo: number): string {
  const minutes = random.whole(7 * 60, 21 * 60)
  return calendar.at(
    calendar.day(-daysAgo),
    daysAgo === 0 ? Math.floor(calendar.minutesNow * random.next()) : minutes,
  )
}

type Open = Pick<DemoRound, 'round' | 'submittedAt' | 'deadline' | 'missing'>

interface Decided {
  decision: NonNullable<DemoRound['decision']>
  reasonCode: string | undefined
  by: { id: string; name: string }
}

/** Officers of the kelurahan decide what lies there; for its neighbours the city does. */
const deciderOf = (random: Random, regionCode: string) =>
  regionCode === mangkubumen ? (random.chance(0.7) ? officer : secondOfficer) : mayor

function decide(
  random: Random,
  calendar: DemoCalendar,
  open: Open,
  { decision, reasonCode, by }: Decided,
): DemoRound {
  const decidedAt = calendar.answered(open.submittedAt, random.whole(40, 1100))
  return {
    ...open,
    decision,
    decidedAt,
    decidedBy: { id: by.id, name: by.name },
    reasonCode: reasonCode ?? null,
    waited: calendar.waited(open.submittedAt, decidedAt),
  }
}
