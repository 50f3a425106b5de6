import type { Locale } from '#kernel/locale.ts'
import type { PersonalTable } from '#kernel/personal-data.ts'
import { translate } from '#kernel/problem.ts'
import { type Text, text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { unseal } from '#platform/sign.ts'
import type { DataSection } from './schema.ts'

/**
 * Read and write across modules for the rest of this transaction, as a job would. Only for a person's own copy and an erasure,
 * after the policy has said whose data it is: everything then asks for the rows of exactly that person.
 */
export const actAsSystem = (db: Database): Promise<number> =>
  db.exec(text(`select set_config('app.system', 'on', true)`))

/** A person, in every way the program knows them. */
export interface DataSubject {
  /** Empty for somebody without an account. */
  account: string | null
  name: string
  accounts: string[]
  persons: string[]
  businesses: string[]
  households: string[]
  /** Households where nobody else lives. */
  alone: string[]
  /** Phone numbers and addresses. */
  contacts: string[]
  names: string[]
}

/** Whom an account belongs to, with everything that hangs on them. Asks as the system. */
export const getSubject = (db: Database, accountId: string): Promise<DataSubject> =>
  db.one(
    text<DataSubject>(
      `with a as (select * from identity.contact_of($1)),
         p as (select p.* from registry.person p where p.account_id = $1),
         b as (select b.id, b.name from registry.business b where b.account_id = $1 or b.owner_id in (select id from p)),
         h as (select distinct p.household_id as id from p where p.household_id is not null)
       select $1::uuid as account, coalesce((select name from a), '') as name, array[$1::uuid] as accounts,
         array(select id from p) as persons, array(select id from b) as businesses, array(select id from h) as households,
         array(select h.id from h where not exists (
             select from registry.person o where o.household_id = h.id and o.account_id is distinct from $1::uuid)
           and not exists (select from registry.household_member o where o.household_id = h.id
             and coalesce(o.person_id <> all (select id from p), true))) as alone,
         array(select distinct c from (select phone as c from a union all select email from a union all select phone from p) x
           where c is not null) as contacts,
         array(select distinct n from (select name as n from a union all select name from p) x where length(n) >= 3) as names`,
      [accountId],
    ),
  )

/** Whom the register knows without an account: their person, with everything that hangs on it. Asks as the system. */
export const getSubjectOfPerson = (db: Database, personId: string): Promise<DataSubject> =>
  db.one(
    text<DataSubject>(
      `with p as (select * from registry.person where id = $1),
         b as (select id from registry.business where owner_id = $1),
         h as (select household_id as id from p where household_id is not null)
       select null::uuid as account, coalesce((select name from p), '') as name, array[]::uuid[] as accounts, array[$1::uuid] as persons,
         array(select id from b) as businesses, array(select id from h) as households,
         array(select h.id from h where not exists (select from registry.person o where o.household_id = h.id and o.id <> $1::uuid)
           and not exists (select from registry.household_member o where o.household_id = h.id
             and o.person_id is distinct from $1::uuid)) as alone,
         array(select phone from p where phone is not null) as contacts, array(select name from p where length(name) >= 3) as names`,
      [personId],
    ),
  )

const person = `with s as materialized (select $1::uuid as account, $2::uuid[] as accounts, $3::uuid[] as persons,
  $4::uuid[] as businesses, $5::uuid[] as households, $6::uuid[] as alone, $7::text[] as contacts, $8::text[] as names)`

const valuesOf = (subject: DataSubject): readonly unknown[] => [
  subject.account,
  subject.accounts,
  subject.persons,
  subject.businesses,
  subject.households,
  subject.alone,
  subject.contacts,
  subject.names,
]

/** A statement about the rows of one person; `t` is the row, `s` the person. */
export const aboutPerson = <Row>(statement: string, subject: DataSubject): Text<Row> =>
  text<Row>(`${person} ${statement}`, valuesOf(subject))

/** Most rows of one kind in a copy: a trader's life fits; a mistake does not fill the memory. */
const most = 5_000

async function readTable(db: Database, table: PersonalTable, subject: DataSubject) {
  const shown = Object.entries(table.columns).map(
    ([key, sql]) => `${sql === true ? `t.${key}` : sql} as "${key}"`,
  )
  const sealed = Object.entries(table.opened ?? {}).map(([key, { column }]) => `t.${column} as "${key}"`)
  const rows = await db.many(
    aboutPerson<Record<string, unknown>>(
      `select ${[...shown, ...sealed].join(', ')} from ${table.table} t, s where ${table.of} limit ${most}`,
      subject,
    ),
  )
  return rows.map((row) => {
    const opened = Object.entries(table.opened ?? {}).map(([key, { purpose }]) => [
      key,
      open(purpose, row[key]),
    ])
    return { ...row, ...Object.fromEntries(opened) }
  })
}

const open = (purpose: string, box: unknown): string | null =>
  Buffer.isBuffer(box) && box.length > 0 ? unseal(purpose, box) : null

/** Everything about a person, in parts; parts of one title stand together, empty ones are left out. */
export async function readSections(
  db: Database,
  tables: readonly PersonalTable[],
  subject: DataSubject,
  locale: Locale,
): Promise<DataSection[]> {
  const sections: DataSection[] = []
  for (const table of tables) {
    const keys = [...Object.keys(table.columns), ...Object.keys(table.opened ?? {})]
    if (keys.length === 0) continue
    const records = await readTable(db, table, subject)
    if (records.length === 0) continue
    sections.push({
      key: table.table,
      title: table.title({}, { locale }),
      columns: keys.map((key) => ({ key, label: translate(`privacy_field_${key}`, undefined, locale) })),
      records,
    })
  }
  return sections
}
