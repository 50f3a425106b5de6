import { searchKey } from '#modules/region/rules.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { PreparedRow } from './prepared.ts'
import type { RowFault } from './rows.ts'

/** What the register already has of a row. */
export interface KnownRow {
  status: 'duplicate' | 'faulty'
  /** The very same row was imported before. */
  exact: boolean
  fault: RowFault
}

interface OwnedBusiness {
  nik: string | null
  phone: string | null
  owner: string
  name: string
  kind: string
  reference: string
}

const bytesOf = (base64: string) => Buffer.from(base64, 'base64')
const told = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null && value !== undefined)),
]

/**
 * Ask the register about many rows at once: imported before; the same owner (by NIK, or by phone and name) with a business of the
 * same name and kind; a NIK that belongs to somebody elsewhere. By line.
 */
export async function findKnown(db: Database, rows: readonly PreparedRow[]): Promise<Map<number, KnownRow>> {
  const known = new Map<number, KnownRow>()
  if (rows.length === 0) return known
  const niks = told(rows.map((row) => row.nik)).map(bytesOf)
  const [keys, owned, elsewhere] = await Promise.all([
    importedBefore(
      db,
      rows.map((row) => bytesOf(row.key)),
    ),
    ownedBy(db, niks, told(rows.map((row) => row.phone))),
    niksElsewhere(db, niks),
  ])
  const byNik = groupBy(owned, (one) => one.nik)
  const byPhone = groupBy(owned, (one) => (one.phone === null ? null : `${one.phone}|${one.owner}`))
  for (const row of rows) {
    const { answers, phone, nik, line } = row
    const imported = keys.get(row.key)
    if (imported !== undefined) known.set(line, duplicate('sheets_known', imported, true))
    else if (nik !== undefined && elsewhere.has(nik))
      known.set(line, { status: 'faulty', exact: false, fault: { field: 'nik', key: 'registry_nik_taken' } })
    else {
      const mine = [
        ...(byNik.get(nik ?? '') ?? []),
        ...(byPhone.get(`${phone}|${answers.ownerName.toLowerCase()}`) ?? []),
      ].filter((one) => one.kind === answers.kind)
      const same = mine.find((one) => searchKey(one.name) === searchKey(answers.name))
      if (same) known.set(line, duplicate('sheets_likely', same.reference, false))
    }
  }
  return known
}

const duplicate = (key: string, reference: string, exact: boolean): KnownRow => ({
  status: 'duplicate',
  exact,
  fault: { field: 'name', key, params: { reference } },
})

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

async function importedBefore(db: Database, keys: readonly Buffer[]): Promise<Map<string, string>> {
  const rows = await db.many(
    text<{ key: Buffer; reference: string }>(
      'select import_key as key, reference from registry.business where import_key = any ($1::bytea[])',
      [keys],
    ),
  )
  return new Map(rows.map(({ key, reference }) => [key.toString('base64'), reference]))
}

async function ownedBy(
  db: Database,
  niks: readonly Buffer[],
  phones: readonly string[],
): Promise<OwnedBusiness[]> {
  const of = (condition: string, values: readonly unknown[]) =>
    db.many(
      text<Omit<OwnedBusiness, 'nik'> & { nik: Buffer | null }>(
        `select p.nik_hash as nik, p.phone, lower(p.name) as owner, b.name, b.kind, b.reference
         from registry.person p join registry.business b on b.owner_id = p.id
         where ${condition} and b.state <> 'inactive' limit 20000`,
        values,
      ),
    )
  const found = await Promise.all([
    niks.length === 0 ? [] : of('p.nik_hash = any ($1::bytea[])', [niks]),
    phones.length === 0 ? [] : of('p.phone = any ($1::text[])', [phones]),
  ])
  return found.flat().map((one) => ({ ...one, nik: one.nik?.toString('base64') ?? null }))
}

async function niksElsewhere(db: Database, niks: readonly Buffer[]): Promise<Set<string>> {
  if (niks.length === 0) return new Set()
  const rows = await db.many(text<{ nik: Buffer }>('select registry.nik_elsewhere($1) as nik', [niks]))
  return new Set(rows.map(({ nik }) => nik.toString('base64')))
}
