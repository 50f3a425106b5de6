import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { sealNumber } from '../secrets.server.ts'
import type { SealedRow } from './part.server.ts'

const base64 = (bytes: Buffer) => bytes.toString('base64')

/** The person behind each row, by line. */
export interface Owners {
  owners: Map<number, { id: string; accountId: string | null }>
  /** Rows whose NIK belongs to somebody the importer may not see. */
  refused: SealedRow[]
}

interface Known {
  id: string
  accountId: string | null
  nik: Buffer | null
  phone: string | null
  name: string
}

const knownColumns = `p.id, p.account_id as "accountId", p.nik_hash as nik, p.phone, lower(p.name) as name`

/** What findOwners gathers before it writes. */
interface Gathered {
  /** New people with the lines of their rows. */
  created: Map<string, { person: object; lines: number[] }>
  mended: Map<string, object>
  /** Ids of new people by NIK, or phone and name: two rows of one owner in the same part. */
  fresh: Map<string, string>
}

/**
 * People are recorded once, as one registration by hand does it (`recordPerson`): one with the same NIK, else one with the same
 * phone and name unless their NIK differ, else a new one; what a row says beyond is added to who is known.
 */
export async function findOwners(ctx: Context, rows: readonly SealedRow[]): Promise<Owners> {
  const households = await recordHouseholds(ctx, rows)
  const find = await knownPeople(ctx, rows)
  const owners: Owners['owners'] = new Map()
  const gathered: Gathered = { created: new Map(), mended: new Map(), fresh: new Map() }
  for (const row of rows) {
    const household = row.answers.kk === undefined ? undefined : households.get(row.answers.kk)
    const known = find(row)
    if (known) owners.set(row.line, known)
    if (known) mend(gathered, row, known, household)
    else create(gathered, row, household)
  }
  const made = await createPeople(
    ctx,
    [...gathered.created.values()].map(({ person }) => person),
  )
  await mendPeople(ctx, [...gathered.mended.values()])
  for (const [id, { lines }] of gathered.created)
    if (made.has(id)) for (const line of lines) owners.set(line, { id, accountId: null })
  return { owners, refused: rows.filter(({ line }) => !owners.has(line)) }
}

function mend({ mended }: Gathered, row: SealedRow, known: Known, household: string | undefined) {
  const addsNik = row.nik !== undefined && known.nik === null
  if (addsNik && row.nik !== undefined) known.nik = Buffer.from(row.nik, 'base64')
  if (!addsNik && household === undefined) return
  mended.set(known.id, {
    ...mended.get(known.id),
    id: known.id,
    ...(household !== undefined && { household }),
    ...(addsNik && nikOf(row)),
  })
}

function create({ created, fresh }: Gathered, row: SealedRow, household: string | undefined) {
  const { line, answers, phone, nik } = row
  const { ownerName: name, regionCode: region } = answers
  const key = nik ?? (phone === null ? `line ${line}` : `${phone}|${name.toLowerCase()}`)
  const id = fresh.get(key) ?? newId()
  fresh.set(key, id)
  const lines = created.get(id)?.lines ?? []
  created.set(id, { person: { id, name, phone, household, region, ...nikOf(row) }, lines: [...lines, line] })
}

const nikOf = ({ nik, sealedNik }: SealedRow): object =>
  sealedNik === undefined ? {} : { nik_sealed: sealedNik.sealed, nik_hash: nik, nik_mask: sealedNik.mask }

async function knownPeople(ctx: Context, rows: readonly SealedRow[]) {
  const niks = rows.flatMap(({ nik }) => (nik === undefined ? [] : Buffer.from(nik, 'base64')))
  const phones = [...new Set(rows.flatMap(({ phone }) => phone ?? []))]
  const of = (condition: string, values: readonly unknown[]) =>
    ctx.db.many(
      text<Known>(`select ${knownColumns} from registry.person p where ${condition} order by p.id`, values),
    )
  const [withNik, withPhone] = await Promise.all([
    niks.length === 0 ? [] : of('p.nik_hash = any ($1::bytea[])', [niks]),
    phones.length === 0 ? [] : of('p.phone = any ($1::text[])', [phones]),
  ])
  const byNik = new Map(withNik.map((one) => [one.nik?.toString('base64'), one]))
  const byPhone = new Map<string, Known>()
  for (const one of withPhone) {
    const key = `${one.phone}|${one.name}`
    if (!byPhone.has(key)) byPhone.set(key, byNik.get(one.nik?.toString('base64')) ?? one)
  }
  return ({ nik, phone, answers }: SealedRow): Known | undefined => {
    const sameNik = nik === undefined ? undefined : byNik.get(nik)
    if (sameNik) return sameNik
    const samePhone = phone === null ? undefined : byPhone.get(`${phone}|${answers.ownerName.toLowerCase()}`)
    return samePhone && !(nik !== undefined && samePhone.nik !== null) ? samePhone : undefined
  }
}

async function recordHouseholds(ctx: Context, rows: readonly SealedRow[]): Promise<Map<string, string>> {
  const cards = new Map<string, { hash: string } & Record<string, unknown>>()
  for (const { answers } of rows) {
    if (answers.kk === undefined || cards.has(answers.kk)) continue
    const { sealed, hash } = sealNumber('kk', answers.kk)
    const { regionCode: region, address, rt, rw } = answers
    cards.set(answers.kk, { region, address, rt, rw, sealed: base64(sealed), hash: hash.toString('base64') })
  }
  if (cards.size === 0) return new Map()
  const made = await ctx.db.many(
    text<{ hash: Buffer; id: string }>('select hash, id from registry.households_for($1, $2)', [
      JSON.stringify([...cards.values()]),
      ctx.now,
    ]),
  )
  const ids = new Map(made.map(({ hash, id }) => [hash.toString('base64'), id]))
  return new Map([...cards].map(([kk, { hash }]) => [kk, ids.get(hash) ?? '']))
}

const personRow = `json_to_recordset($1) x(id uuid, name text, phone text, household uuid, region text,
  nik_sealed text, nik_hash text, nik_mask text)`

/** @returns ids of those made; one is missing whose NIK somebody else has */
async function createPeople(ctx: Context, people: readonly object[]): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const made = await ctx.db.many(
    text<{ id: string }>(
      `insert into registry.person (id, name, phone, household_id, nik_sealed, nik_hash, nik_mask, region_code, created_at, updated_at)
       select x.id, x.name, x.phone, x.household, decode(x.nik_sealed, 'base64'), decode(x.nik_hash, 'base64'), x.nik_mask,
         x.region, $2, $2 from ${personRow}
       on conflict on constraint person_nik do nothing returning id`,
      [JSON.stringify(people), ctx.now],
    ),
  )
  return new Set(made.map(({ id }) => id))
}

async function mendPeople(ctx: Context, people: readonly object[]): Promise<void> {
  if (people.length === 0) return
  await ctx.db.exec(
    text(
      `update registry.person p set household_id = coalesce(x.household, p.household_id),
         nik_sealed = coalesce(decode(x.nik_sealed, 'base64'), p.nik_sealed),
         nik_hash = coalesce(decode(x.nik_hash, 'base64'), p.nik_hash), nik_mask = coalesce(x.nik_mask, p.nik_mask),
         updated_at = $2, version = p.version + 1
       from ${personRow} where p.id = x.id`,
      [JSON.stringify(people), ctx.now],
    ),
  )
}
