import type { PoolClient } from 'pg'
import { consentVersion } from '#modules/registry/rules.ts'
import { type Random, randomFrom } from '../random.ts'
import {
  businessName,
  businessTrades,
  type DemoTrade,
  demoPhone,
  personName,
  places,
  spots,
  streets,
  streetTrades,
} from '../words.ts'
import { placeIn } from './coordinates.ts'
import { type Cell, copyLines, line, numberedId } from './copy.ts'
import type { Days } from './days.ts'
import type { Villages } from './villages.ts'

/** Five years in which people registered, more each year. */
const years = 5
const registrationDays = 3

const endings = [
  '',
  '',
  '',
  ' Barokah',
  ' Maju Jaya',
  ' Sumber Rejeki',
  ' Berkah',
  ' Lestari',
  ' Mandiri',
  ' Sejahtera',
] as const

const syllables = [
  'ra',
  'sa',
  'ma',
  'ta',
  'na',
  'wi',
  'ri',
  'di',
  'su',
  'ku',
  'mu',
  'lu',
  'jo',
  'ro',
  'lo',
  'bo',
  'ke',
  'ge',
  'ba',
  'pa',
] as const

/** Half of all businesses have a word of their own in their name: some eight thousand such words. */
const ownWord = (random: Random): string => {
  const word = [1, 2, 3].map(() => random.pick(syllables)).join('')
  return ` ${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

/** Codes of KBLI 2020 by sector, of those the register knows. */
const kbliOf: Readonly<Record<string, readonly [string, ...string[]]>> = {
  food: ['56102', '56103', '56104', '10792', '10794'],
  drink: ['56304', '56303', '56305'],
  craft: ['13134', '16291', '32903'],
  fashion: ['14120', '14111', '47711'],
  retail: ['47112'],
}

const sizeOf = (dice: number): string | null =>
  dice < 0.3 ? null : dice < 0.97 ? 'micro' : dice < 0.995 ? 'small' : 'medium'

interface Outcome {
  state: string
  decision: string | null
  reasonCode: string | null
}

/** Four of five are in the register. Only what was sent lately can still wait; in the first three days everything does. */
function outcomeOf(random: Random, daysAgo: number): Outcome {
  const dice = random.next()
  if (daysAgo < 3 || (daysAgo < 10 && dice < 0.7))
    return { state: 'submitted', decision: null, reasonCode: null }
  if (dice < 0.88) return { state: 'verified', decision: 'approved', reasonCode: null }
  if (dice < 0.92)
    return {
      state: 'returned',
      decision: 'returned',
      reasonCode: random.pick(['address_unclear', 'goods_unclear', 'evidence_needed']),
    }
  if (dice < 0.95)
    return {
      state: 'rejected',
      decision: 'rejected',
      reasonCode: random.pick(['duplicate', 'not_found_there']),
    }
  return { state: 'inactive', decision: 'approved', reasonCode: null }
}

/** One business as lines of the tables it is kept in. */
interface Lines {
  id: string
  person: string
  business: string
  /** Permits and certificates. */
  papers: string[]
  finance: string | undefined
  streetTrader: string | undefined
  registration: string
}

export interface Growth {
  villages: Villages
  days: Days
  /** Words of the reasons, by code. */
  reasons: ReadonlyMap<string, string>
}

function linesOf({ villages, days, reasons }: Growth, number: number, reference: string): Lines {
  const random = randomFrom(0x5eed + number * 2654435761)
  const { calendar } = days
  // The square root makes later days likelier.
  const daysAgo = Math.floor(years * 365 * (1 - Math.sqrt(random.next())))
  const submittedAt = calendar.at(calendar.day(-daysAgo - 1), random.whole(7 * 60, 21 * 60))
  const [personId, businessId, registrationId] = [1, 2, 3].map((kind) =>
    numberedId(submittedAt, kind, number),
  ) as [string, string, string]
  const region = villages.pick(random)
  const owner = personName(random)
  const isTrader = random.chance(0.35)
  const trade = random.pick<DemoTrade>(isTrader ? streetTrades : businessTrades)
  const name = `${businessName(random, trade, owner)}${random.chance(0.5) ? ownWord(random) : random.pick(endings)}`
  const kind = isTrader ? 'street_trader' : 'business'
  const { state, decision, reasonCode } = outcomeOf(random, daysAgo)
  const waited = decision === null ? null : random.whole(30, 1200)
  const decidedAt = waited === null ? null : calendar.after(submittedAt, waited * 3)
  const verifiedAt = decision === 'approved' ? decidedAt : null
  const updatedAt = decidedAt ?? submittedAt
  const [latitude, longitude] = random.chance(0.9) ? placeIn(region, random) : [null, null]
  const codes = kbliOf[trade.sector]
  const kbli = codes && random.chance(0.4) ? random.pick(codes) : null
  const rw = String(random.whole(1, 14)).padStart(3, '0')
  const rt = String(random.whole(1, 8)).padStart(3, '0')
  const registration: Cell[] = [
    registrationId,
    businessId,
    1,
    reference,
    kind,
    name,
    region,
    state,
    '{}',
    submittedAt,
    random.chance(0.5),
    submittedAt,
    consentVersion,
    days.deadline(submittedAt, registrationDays),
    decision,
    decidedAt,
    decision && 'Data contoh',
    reasonCode,
    reasonCode && (reasons.get(reasonCode) ?? 'Data contoh'),
    waited,
  ]
  return {
    id: businessId,
    person: line([personId, owner.name, demoPhone(10_000 + number), region, submittedAt, updatedAt]),
    business: line([
      businessId,
      reference,
      kind,
      name,
      state,
      trade.description,
      trade.sector,
      random.whole(1995, Number(submittedAt.slice(0, 4))),
      random.whole(1, 8),
      region,
      `${random.pick(streets)} ${random.whole(1, 120)}`,
      rt,
      rw,
      personId,
      verifiedAt,
      submittedAt,
      updatedAt,
      sizeOf(random.next()),
      kbli && 2020,
      kbli,
      latitude,
      longitude,
    ]),
    papers: [
      random.chance(0.12) && line([businessId, region, 'pirt', `PIRT ${number}`, submittedAt]),
      random.chance(0.2) && line([businessId, region, 'halal', `ID ${number}`, submittedAt]),
    ].flatMap((paper) => paper || []),
    finance: random.chance(0.3)
      ? line([businessId, random.pick(['own', 'kur', 'bank', 'cooperative', 'moneylender']), submittedAt])
      : undefined,
    streetTrader: isTrader
      ? line([businessId, random.pick(places), random.pick(spots), '16.00–22.00'])
      : undefined,
    registration: line(registration),
  }
}

/** Write businesses number `first` to `first + howMany - 1` with their owners and registrations; answers their ids. */
export async function writeBusinesses(
  client: PoolClient,
  growth: Growth,
  first: number,
  howMany: number,
): Promise<string[]> {
  const { rows } = await client.query<{ reference: string }>(
    'select registry.new_reference() as reference from generate_series(1, $1::int)',
    [howMany],
  )
  const all = rows.map(({ reference }, index) => linesOf(growth, first + index, reference))
  await copyLines(
    client,
    'registry.person',
    'id, name, phone, region_code, created_at, updated_at',
    all.map(({ person }) => person),
  )
  await copyLines(
    client,
    'registry.business',
    `id, reference, kind, name, state, description, sector, started_year, workers, region_code, address, rt, rw, owner_id,
     verified_at, created_at, updated_at, size_class, kbli_version, kbli_code, latitude, longitude`,
    all.map(({ business }) => business),
  )
  await copyLines(
    client,
    'registry.permit',
    'business_id, region_code, kind, number, created_at',
    all.flatMap(({ papers }) => papers),
  )
  await copyLines(
    client,
    'registry.business_finance',
    'business_id, source, created_at',
    all.flatMap(({ finance }) => finance ?? []),
  )
  await copyLines(
    client,
    'registry.street_trader',
    'business_id, place_type, spot, hours',
    all.flatMap(({ streetTrader }) => streetTrader ?? []),
  )
  await copyLines(
    client,
    'registry.registration',
    `id, business_id, round, reference, kind, name, region_code, state, missing, submitted_at, desk, consent_at, consent_version,
     deadline, decision, decided_at, decided_by_name, reason_code, reason, waited_minutes`,
    all.map(({ registration }) => registration),
  )
  return all.map(({ id }) => id)
}
