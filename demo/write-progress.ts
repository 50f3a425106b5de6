import { systemActor } from '#kernel/actor.ts'
import { addMembers, openCohort } from '#modules/registry/progress/cohorts/commands.server.ts'
import { getCohortRow } from '#modules/registry/progress/cohorts/queries.server.ts'
import { addMonths, firstDay, monthOf } from '#modules/registry/progress/months.ts'
import { publishCells } from '#modules/registry/progress/peers.server.ts'
import { debtPurpose } from '#modules/registry/progress/queries.server.ts'
import { makeStudy, openStudy } from '#modules/registry/studies/commands.server.ts'
import { getStudyRow } from '#modules/registry/studies/queries.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { seal } from '#platform/sign.ts'
import { actorOf } from './actors.ts'
import type { DemoCalendar } from './calendar.ts'
import { administrator, evaluator, mangkubumen, officer, surakarta, trader } from './cast.ts'
import { actAs } from './context.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import { type Random, randomFrom } from './random.ts'
import type { DemoRegistration } from './registrations.ts'

const monthsTold = 12

/** How the year goes for those who sell: Idul Fitri (March 2026) and the year's end lift, February and August lie low. */
const season: Record<string, number> = {
  '02': 0.88,
  '03': 1.3,
  '04': 1.1,
  '08': 0.92,
  '11': 1.04,
  '12': 1.18,
}

interface DemoMonth {
  business_id: string
  month: string
  revision: number
  latest: boolean
  sales: number
  sales_estimated: boolean
  workers: number
  debt_sealed: string | null
  channels: string[]
  certificates: string[]
  confirmed: string[]
  why: string | null
  source: string
  reported_at: string
  reported_by: string | null
  reported_by_name: string
}

/** What stays the same through one business's year. */
function characterOf(random: Random, one: DemoRegistration) {
  const own = one.owner.accountId === trader.accountId
  return {
    own,
    /** Sales of a month in tens of thousands of rupiah, before the season. */
    start: one.kind === 'art_group' ? random.whole(50, 200) : random.whole(220, 900),
    growth: own ? 1.02 : 0.97 + random.next() * 0.06,
    workers: one.kind === 'street_trader' ? random.whole(1, 2) : (one.workers ?? one.members ?? 2),
    debt: random.chance(0.55) ? random.whole(4, 60) * 250_000 : 0,
    /** Where more is sold and which papers are held, later in the year. */
    online: random.chance(0.5),
    halal: random.chance(0.4),
    nib: random.chance(0.5),
  }
}

function reporterOf(one: DemoRegistration) {
  const { accountId, name } = one.owner
  return accountId === null
    ? { source: 'office', reported_by: officer.id, reported_by_name: officer.name }
    : { source: 'owner', reported_by: accountId, reported_by_name: name }
}

/** Year of one business: where it stands, where it goes. The trader has not told of last month: that is for visitors to try. */
function yearOf(random: Random, calendar: DemoCalendar, one: DemoRegistration): DemoMonth[] {
  const character = characterOf(random, one)
  const verified = one.rounds.find(({ decision }) => decision === 'approved')?.decidedAt ?? calendar.now
  return Array.from({ length: monthsTold }, (_, index) => index)
    .filter((index) =>
      index === monthsTold - 1 ? !character.own && random.chance(0.7) : character.own || random.chance(0.92),
    )
    .map((index): DemoMonth => {
      const month = addMonths(monthOf(calendar.today), index - monthsTold)
      const factor = character.growth ** index * (season[month.slice(5)] ?? 1) * (0.9 + random.next() * 0.2)
      const told = calendar.at(
        firstDay(addMonths(month, 1)),
        random.whole(2, 9) * 24 * 60 + random.whole(480, 1200),
      )
      const debt = Math.max(0, character.debt - index * 250_000)
      const later = index > monthsTold / 2
      return {
        business_id: demoId('business', one.number),
        month: firstDay(month),
        revision: 1,
        latest: true,
        sales: Math.round(character.start * factor) * 10_000,
        sales_estimated: random.chance(0.3),
        workers: Math.max(1, character.workers + random.whole(0, 1)),
        debt_sealed: random.chance(0.8) ? `\\x${seal(debtPurpose, String(debt)).toString('hex')}` : null,
        channels: later && character.online ? ['place', 'chat', 'social'] : ['place', 'chat'],
        certificates: [...(character.nib ? ['nib'] : []), ...(later && character.halal ? ['halal'] : [])],
        confirmed: [],
        why: null,
        reported_at: [[told, verified].sort().at(-1) ?? told, calendar.now].sort()[0] ?? calendar.now,
        ...reporterOf(one),
      }
    })
}

/** Now and then a slip was corrected: what was told first stays. */
function withCorrections(rows: readonly DemoMonth[]): DemoMonth[] {
  return rows.flatMap((row, index) =>
    index % 41 === 7
      ? [
          { ...row, latest: false, sales: row.sales * 10, confirmed: ['sales_up'] },
          {
            ...row,
            revision: 2,
            why: 'Kelebihan satu nol',
            source: 'office',
            reported_by: officer.id,
            reported_by_name: officer.name,
          },
        ]
      : [row],
  )
}

/** A year of every verified business, the cells published on the way, a list that is reminded, and a study of it. */
export async function writeProgress(
  db: Database,
  calendar: DemoCalendar,
  registrations: readonly DemoRegistration[],
): Promise<void> {
  const random = randomFrom(2903)
  const followed = registrations.filter(({ outcome }) => outcome === 'verified')
  await insertRows<DemoMonth>(
    db,
    'registry.progress',
    {
      business_id: 'uuid',
      month: 'date',
      revision: 'int',
      latest: 'boolean',
      sales: 'bigint',
      sales_estimated: 'boolean',
      workers: 'int',
      debt_sealed: 'bytea',
      channels: 'text[]',
      certificates: 'text[]',
      confirmed: 'text[]',
      why: 'text',
      source: 'text',
      reported_at: 'timestamptz',
      reported_by: 'uuid',
      reported_by_name: 'text',
    },
    withCorrections(followed.flatMap((one) => yearOf(random, calendar, one))),
  )
  await publish(db, calendar)
  await followList(db, calendar, followed)
  await study(db, calendar)
}

async function publish(db: Database, calendar: DemoCalendar): Promise<void> {
  for (let back = monthsTold; back >= 1; back -= 1) {
    const month = addMonths(monthOf(calendar.today), -back)
    const at = calendar.at(firstDay(addMonths(month, 1)), 14 * 24 * 60 + 100)
    if (at <= calendar.now) await publishCells(db, month, at)
  }
}

async function followList(
  db: Database,
  calendar: DemoCalendar,
  followed: readonly DemoRegistration[],
): Promise<void> {
  const who = {
    actor: actorOf(officer),
    now: calendar.at(calendar.day(-90), 9 * 60),
    operation: 'registry.open_cohort',
  }
  const cohortId = await actAs(db, who, (ctx) =>
    openCohort(ctx, {
      name: 'Peserta pasar potensi UMKM',
      regionCode: mangkubumen,
      everyMonths: 1,
      firstMonth: addMonths(monthOf(calendar.today), -3),
      remindDay: 10,
    }),
  )
  const ids = followed
    .filter(({ kind }) => kind !== 'art_group')
    .slice(0, 14)
    .map(({ number }) => demoId('business', number))
  const rows = await db.many(
    text<{ reference: string }>('select reference from registry.business where id = any ($1::uuid[])', [ids]),
  )
  await actAs(db, { ...who, operation: 'registry.add_cohort_members' }, async (ctx) => {
    const cohort = await getCohortRow(ctx, cohortId)
    return addMembers(ctx, cohort, { cohortId, references: rows.map(({ reference }) => reference).join(' ') })
  })
}

async function study(db: Database, calendar: DemoCalendar): Promise<void> {
  const now = calendar.at(calendar.day(-4), 10 * 60)
  const who = { actor: actorOf(administrator), now, operation: 'registry.open_study' }
  const studyId = await actAs(db, who, (ctx) =>
    openStudy(ctx, {
      title: 'Penjualan sebelum dan sesudah pasar potensi',
      purpose: 'Menilai apakah penjualan pedagang naik sejak pasar potensi UMKM dibuka.',
      regionCode: surakarta,
      firstMonth: addMonths(monthOf(now), -monthsTold),
      lastMonth: addMonths(monthOf(now), -1),
      variables: ['sales', 'workers', 'channels'],
      readers: [evaluator.id],
      endsOn: calendar.day(120),
    }),
  )
  const clock = { actor: systemActor('jobs'), now: calendar.after(now, 1), operation: 'registry.make_study' }
  await actAs(db, clock, async (ctx) => ({ rows: await makeStudy(ctx, await getStudyRow(ctx, studyId)) }))
}
