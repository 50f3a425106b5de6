import { addDays } from '#modules/region/working-time.ts'
import { costOf } from '#modules/registry/households/credit.ts'
import { type KbliEntry, prepareKbli, rankKbli } from '#modules/registry/kbli/rules.ts'
import { addMonths } from '#modules/registry/permits/rules.ts'
import { sizeRules } from '#modules/registry/profile/queries.server.ts'
import { type SizeRule, sizeOf, workersOf, yearlySalesOf } from '#modules/registry/profile/rules.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { seal } from '#platform/sign.ts'
import type { DemoCalendar } from './calendar.ts'
import { officer, trader } from './cast.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import { type Random, randomFrom } from './random.ts'
import type { DemoRegistration } from './registrations.ts'

type Entry = ReturnType<typeof prepareKbli>[number]

/** Where Mangkubumen lies; points of the demo are strewn around it. */
const middle = { latitude: -7.5567, longitude: 110.8107 }

/** What the register knows of verified businesses beyond their registration. */
export async function writeProfiles(
  db: Database,
  calendar: DemoCalendar,
  registrations: readonly DemoRegistration[],
): Promise<void> {
  const random = randomFrom(2021)
  const known = registrations.filter(({ outcome }) => outcome === 'verified')
  const [rules, kbli] = await Promise.all([
    sizeRules(db),
    // Those with everyday words: what the demo's small businesses do is among them.
    db
      .many(
        text<KbliEntry>(
          `select code, successor, title, title_en as "titleEn", official, words from registry.kbli
           where version = 2020 and words <> '' order by code`,
        ),
      )
      .then(prepareKbli),
  ])
  const profiles = known.map((one) => profileOf(random, calendar, one, { rules, kbli }))
  await writeBusinesses(db, profiles)
  await writePermits(db, random, calendar, known)
  await writeMoney(db, random, calendar, known)
  await writeChanges(db, calendar, known)
}

const nobody = { paidMen: null, paidWomen: null, unpaidMen: null, unpaidWomen: null }

/** An art group plays; it neither sells nor pays wages. */
const nothingSold = { workers: nobody, daily: null, days: null, channels: [] as string[] }

const salesOf = (random: Random, { kind }: DemoRegistration) => ({
  workers: {
    paidMen: random.chance(0.3) ? random.whole(1, 2) : 0,
    paidWomen: random.chance(0.4) ? random.whole(1, 3) : 0,
    unpaidMen: random.whole(0, 1),
    unpaidWomen: 1,
  },
  daily: random.whole(8, 60) * 25_000,
  days: random.whole(5, 7),
  channels: [
    kind === 'street_trader' ? 'street' : 'home',
    ...(random.chance(0.7) ? ['chat'] : []),
    ...(random.chance(0.3) ? ['delivery'] : []),
  ],
})

function profileOf(
  random: Random,
  calendar: DemoCalendar,
  one: DemoRegistration,
  { rules, kbli }: { rules: readonly SizeRule[]; kbli: readonly Entry[] },
) {
  const isGroup = one.kind === 'art_group'
  const { workers, daily, days, channels } = isGroup ? nothingSold : salesOf(random, one)
  const capital = random.whole(2, 60) * 500_000
  const yearlySales = daily === null ? null : yearlySalesOf(daily, 'day', days)
  const facts = { startedYear: one.startedYear, startedMonth: null, capital, yearlySales }
  const code = isGroup ? '90011' : rankKbli(`${one.name} ${one.description ?? ''}`, kbli, 1)[0]?.code
  return {
    business_id: demoId('business', one.number),
    legal_form: random.chance(0.85) ? 'individual' : 'joint_group',
    kbli_version: code ? 2020 : null,
    kbli_code: code ?? null,
    size_class: sizeOf(facts, rules, calendar.today).sizeClass,
    workers: workersOf(workers) ?? one.workers,
    latitude: Number((middle.latitude + (random.next() - 0.5) * 0.012).toFixed(6)),
    longitude: Number((middle.longitude + (random.next() - 0.5) * 0.012).toFixed(6)),
    paid_men: workers.paidMen,
    paid_women: workers.paidWomen,
    unpaid_men: workers.unpaidMen,
    unpaid_women: workers.unpaidWomen,
    capital,
    sales_amount: daily,
    sales_period: daily === null ? null : 'day',
    trading_days: days,
    yearly_sales: yearlySales,
    figures_year: Number(calendar.today.slice(0, 4)) - 1,
    channels,
    bookkeeping: random.pick(['none', 'notes', 'book']),
    santri: random.chance(0.08),
    located_by: 'phone',
    accuracy: random.whole(4, 25),
  }
}

async function writeBusinesses(db: Database, profiles: readonly ReturnType<typeof profileOf>[]) {
  await insertRows(
    db,
    'registry.business_profile',
    {
      business_id: 'uuid',
      paid_men: 'int',
      paid_women: 'int',
      unpaid_men: 'int',
      unpaid_women: 'int',
      capital: 'bigint',
      sales_amount: 'bigint',
      sales_period: 'text',
      trading_days: 'smallint',
      yearly_sales: 'bigint',
      figures_year: 'smallint',
      channels: 'text[]',
      bookkeeping: 'text',
      santri: 'boolean',
      located_by: 'text',
      accuracy: 'int',
    },
    profiles.map(
      ({ legal_form, kbli_version, kbli_code, size_class, workers, latitude, longitude, ...profile }) =>
        profile,
    ),
  )
  await db.exec(
    text(
      `update registry.business b set legal_form = p.legal_form, kbli_version = p.kbli_version, kbli_code = p.kbli_code,
         size_class = p.size_class, workers = p.workers, latitude = p.latitude, longitude = p.longitude
       from jsonb_to_recordset($1::jsonb) as p (business_id uuid, legal_form text, kbli_version smallint, kbli_code text,
         size_class text, workers int, latitude double precision, longitude double precision)
       where b.id = p.business_id`,
      [JSON.stringify(profiles)],
    ),
  )
}

/** P-IRT for those who pack food, TDU for street traders; some end soon, some have ended. */
async function writePermits(
  db: Database,
  random: Random,
  calendar: DemoCalendar,
  known: readonly DemoRegistration[],
) {
  const packed = known.filter(({ sector, kind }) => sector === 'food' && kind === 'business')
  const traders = known.filter(({ kind }) => kind === 'street_trader')
  const permit = (one: DemoRegistration, kind: string, months: number, number: (end: string) => string) => {
    const expires = addDays(calendar.today, random.whole(-120, months * 20))
    return {
      business_id: demoId('business', one.number),
      region_code: one.regionCode,
      kind,
      number: number(expires),
      issuer: kind === 'tdu' ? 'Dinas Perdagangan Kota Surakarta' : 'Dinas Kesehatan Kota Surakarta',
      issued_on: addMonths(expires, -months),
      expires_on: expires,
      remind_on: addDays(expires, kind === 'tdu' ? -60 : -180),
      reminded_on: calendar.today,
      expiry_told_on: expires < calendar.today ? calendar.today : null,
      created_at: calendar.now,
    }
  }
  await insertRows(
    db,
    'registry.permit',
    {
      business_id: 'uuid',
      region_code: 'text',
      kind: 'text',
      number: 'text',
      issuer: 'text',
      issued_on: 'date',
      expires_on: 'date',
      remind_on: 'date',
      reminded_on: 'date',
      expiry_told_on: 'date',
      created_at: 'timestamptz',
    },
    [
      ...packed.map((one) =>
        permit(
          one,
          'pirt',
          60,
          (end) => `206337201${String(one.number).padStart(4, '0')}-${end.slice(2, 4)}`,
        ),
      ),
      ...traders.map((one) =>
        permit(
          one,
          'tdu',
          24,
          (end) => `503/${String(one.number).padStart(3, '0')}/PKL/${Number(end.slice(0, 4)) - 2}`,
        ),
      ),
    ],
  )
}

/** A third has a debt: KUR, a cooperative, or a moneylender who cuts up front and collects every week. */
async function writeMoney(
  db: Database,
  random: Random,
  calendar: DemoCalendar,
  known: readonly DemoRegistration[],
) {
  const debts = known
    .filter(() => random.chance(0.35))
    .map((one) => {
      const source = random.pick(['kur', 'cooperative', 'moneylender'])
      const principal = random.whole(2, 20) * 500_000
      const received = source === 'moneylender' ? Math.round(principal * 0.9) : principal
      const period = source === 'moneylender' ? ('week' as const) : ('month' as const)
      const term = source === 'moneylender' ? 20 : 24
      const instalment = Math.round((principal * (source === 'moneylender' ? 1.2 : 1.08)) / term / 500) * 500
      const cost = costOf({ principal, received, instalment, term, period })
      const sealed = seal(
        'registry.business_finance',
        JSON.stringify({ principal, received, payment: instalment }),
      )
      return {
        business_id: demoId('business', one.number),
        source,
        since: addDays(calendar.today, -random.whole(30, 300)),
        period,
        payments: term,
        amounts_sealed: `\\x${sealed.toString('hex')}`,
        yearly_rate: cost?.effectiveRate ?? null,
        created_at: calendar.now,
      }
    })
  const columns = {
    business_id: 'uuid',
    source: 'text',
    since: 'date',
    period: 'text',
    payments: 'int',
    amounts_sealed: 'bytea',
    yearly_rate: 'numeric',
    created_at: 'timestamptz',
  }
  await insertRows(db, 'registry.business_finance', columns, debts)
}

/** The trader's own history: what the officer noted at the door, and what she mended herself. */
async function writeChanges(db: Database, calendar: DemoCalendar, known: readonly DemoRegistration[]) {
  const hers = known.find(({ owner }) => owner.accountId === trader.accountId)
  if (!hers) return
  const business_id = demoId('business', hers.number)
  const at = (days: number) => `${addDays(calendar.today, -days)}T03:15:00Z`
  const columns = {
    business_id: 'uuid',
    version: 'int',
    section: 'text',
    at: 'timestamptz',
    by_id: 'uuid',
    by_name: 'text',
    reason: 'text',
    changes: 'jsonb',
  }
  await insertRows(db, 'registry.business_change', columns, [
    {
      business_id,
      version: 2,
      section: 'work',
      at: at(60),
      by_id: officer.id,
      by_name: officer.name,
      reason: 'Didata ulang saat kunjungan.',
      changes: [{ field: 'paidWomen', before: null, after: 1 }],
    },
    {
      business_id,
      version: 3,
      section: 'market',
      at: at(12),
      by_id: trader.accountId,
      by_name: trader.name,
      reason: null,
      changes: [{ field: 'channels', before: ['home'], after: ['home', 'chat'] }],
    },
  ])
  await db.exec(text('update registry.business set version = 3 where id = $1', [business_id]))
}
