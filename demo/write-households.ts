import { addRecord, endRecord } from '#modules/registry/households/commands.server.ts'
import { recordHousehold } from '#modules/registry/households/profile-commands.server.ts'
import type { Database } from '#platform/database/transaction.ts'
import { actorOf } from './actors.ts'
import type { DemoCalendar } from './calendar.ts'
import { mangkubumen, officer } from './cast.ts'
import { actAs } from './context.ts'
import { demoFamilies } from './families.ts'
import type { DemoFamily, DemoRecord } from './family-pen.ts'
import { demoId } from './ids.ts'

/** Families as an officer wrote them down on visits, through the module's own commands. */
export async function writeHouseholds(db: Database, calendar: DemoCalendar): Promise<void> {
  for (const family of demoFamilies(calendar)) await writeFamily(db, calendar, family)
}

const operations = {
  members: 'member',
  moves: 'move',
  housing: 'housing',
  work: 'work',
  money: 'money',
  assets: 'asset',
  debts: 'debt',
  aid: 'aid',
  rungs: 'rung',
} as const

async function writeFamily(db: Database, calendar: DemoCalendar, family: DemoFamily) {
  const now = calendar.at(calendar.day(-family.visited), 10 * 60)
  const act = { actor: actorOf(officer), now }
  const household = {
    regionCode: mangkubumen,
    id: await actAs(db, { ...act, operation: 'registry.record_household' }, async (ctx) => {
      const id = await recordHousehold(ctx, {
        regionCode: mangkubumen,
        address: family.address,
        rt: family.rt,
        rw: family.rw,
        origin: family.origin,
        headName: family.head,
        headBirthYear: family.birthYear,
        headSex: family.sex,
      })
      ctx.audit({ subject: { type: 'household', id }, region: mangkubumen })
      return id
    }),
  }
  const members = new Map<string, string>()
  const write = ({ section, who, values, ended }: DemoRecord) =>
    actAs(db, { ...act, operation: `registry.add_household_${operations[section]}` }, async (ctx) => {
      ctx.audit({
        subject: { type: 'household', id: household.id },
        region: mangkubumen,
        changes: { section },
      })
      const memberId = who === undefined ? undefined : members.get(who)
      const { recordId } = await addRecord(ctx, section, { household, values: { ...values, memberId } })
      if (section === 'members') members.set(String(values.name), recordId)
      if (ended) await endRecord(ctx, section, { household, recordId, version: 1, ...ended })
      return undefined
    })
  members.set(family.head, await headOf(db, household.id))
  if (family.registered) {
    const { name, number, relation } = family.registered
    await write({
      section: 'members',
      values: { name, personId: demoId('person', number), relation, sex: 'female', dependant: false },
    })
  }
  for (const record of family.records) await write(record)
}

const headOf = async (db: Database, householdId: string) =>
  (
    await db.one<{ id: string }>({
      text: 'select id from registry.household_member where household_id = $1',
      values: [householdId],
    })
  ).id
