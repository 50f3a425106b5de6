import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { workingDeadlines } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { sizeRules } from '../profile/queries.server.ts'
import { type SizeRule, sizeOf, yearlySalesOf } from '../profile/rules.ts'
import { importBasis, missingOf } from '../rules.ts'
import { sealNumber } from '../secrets.server.ts'
import type { PreparedRow } from './prepared.ts'

/** The person behind each row, by line. */
export interface Owners {
  owners: Map<number, { id: string; accountId: string | null }>
  /** Rows whose NIK belongs to somebody the importer may not see. */
  refused: PreparedRow[]
}

interface Known {
  id: string
  accountId: string | null
  nik: Buffer | null
  phone: string | null
  name: string
}

const knownColumns = `p.id, p.account_id as "accountId", p.nik_hash as nik, p.phone, lower(p.name) as name`
const base64 = (bytes: Buffer | undefined) => bytes?.toString('base64')

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
export async function findOwners(ctx: Context, rows: readonly PreparedRow[]): Promise<Owners> {
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

function mend({ mended }: Gathered, row: PreparedRow, known: Known, household: string | undefined) {
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

function create({ created, fresh }: Gathered, row: PreparedRow, household: string | undefined) {
  const { line, answers, phone, nik } = row
  const { ownerName: name, regionCode: region } = answers
  const key = nik ?? (phone === null ? `line ${line}` : `${phone}|${name.toLowerCase()}`)
  const id = fresh.get(key) ?? newId()
  fresh.set(key, id)
  const lines = created.get(id)?.lines ?? []
  created.set(id, { person: { id, name, phone, household, region, ...nikOf(row) }, lines: [...lines, line] })
}

function nikOf({ answers, nik }: PreparedRow): object {
  if (answers.nik === undefined) return {}
  const { sealed, mask } = sealNumber('nik', answers.nik)
  return { nik_sealed: base64(sealed), nik_hash: nik, nik_mask: mask }
}

async function knownPeople(ctx: Context, rows: readonly PreparedRow[]) {
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
  return ({ nik, phone, answers }: PreparedRow): Known | undefined => {
    const sameNik = nik === undefined ? undefined : byNik.get(nik)
    if (sameNik) return sameNik
    const samePhone = phone === null ? undefined : byPhone.get(`${phone}|${answers.ownerName.toLowerCase()}`)
    return samePhone && !(nik !== undefined && samePhone.nik !== null) ? samePhone : undefined
  }
}

async function recordHouseholds(ctx: Context, rows: readonly PreparedRow[]): Promise<Map<string, string>> {
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

/** Facts of a business and its case that only the row says, ready for one statement. */
function businessOf(
  row: PreparedRow,
  owner: { id: string; accountId: string | null },
  deadline: string,
  sizeClass: string | null,
) {
  const { answers, phone, key, line } = row
  const npwp = answers.npwp === undefined ? undefined : sealNumber('npwp', answers.npwp)
  return {
    id: newId(),
    case_id: newId(),
    line,
    key,
    owner: owner.id,
    account: owner.accountId,
    kind: answers.kind,
    name: answers.name,
    description: answers.description,
    sector: answers.sector,
    started: answers.startedYear,
    workers: answers.workers,
    nib: answers.nib,
    npwp_sealed: base64(npwp?.sealed),
    npwp_mask: npwp?.mask,
    region: answers.regionCode,
    address: answers.address,
    rt: answers.rt,
    rw: answers.rw,
    size_class: sizeClass,
    missing: missingOf(answers, phone),
    deadline,
    place_type: answers.placeType,
    spot: answers.spot,
    hours: answers.hours,
    art_form: answers.artForm,
    members: answers.members,
  }
}

const businessRow = `json_to_recordset($1) x(id uuid, case_id uuid, line int, key text, owner uuid, account uuid, kind text, name text,
  description text, sector text, started smallint, workers int, nib text, npwp_sealed text, npwp_mask text, region text, address text,
  rt text, rw text, size_class text, missing text[], deadline timestamptz, place_type text, spot text, hours text, art_form text, members int)`

/** Record businesses and open their cases. @returns how many were new; fewer when somebody recorded one at this moment */
export async function recordBusinesses(
  ctx: Context,
  run: { id: string; createdBy: string | null },
  rows: readonly PreparedRow[],
  owners: Owners['owners'],
): Promise<number> {
  if (rows.length === 0) return 0
  const [{ registrationDays }, rules] = await Promise.all([
    getSettings(ctx.db, 'standards'),
    sizeRules(ctx.db),
  ])
  const places = rows.map(({ answers }) => answers.regionCode)
  const deadlines = await workingDeadlines(ctx.db, ctx.now, registrationDays, places)
  const day = ctx.now.slice(0, 10)
  const profiles: object[] = []
  const businesses = rows.map((row) => {
    const profile = profileOf(row, rules, day)
    const owner = owners.get(row.line) ?? { id: '', accountId: null }
    const business = businessOf(
      row,
      owner,
      deadlines.get(row.answers.regionCode) ?? ctx.now,
      profile?.sizeClass ?? null,
    )
    if (profile) profiles.push({ ...profile.row, id: business.id })
    return business
  })
  // Search rows are made afterwards (`refreshImported`).
  await ctx.db.exec(text(`select set_config('app.bulk_import', 'on', true)`))
  const { added } = await ctx.db.one(
    text<{ added: number }>(
      `with taken as materialized (select * from ${businessRow}),
       made as (
         insert into registry.business (id, kind, state, owner_id, account_id, created_at, updated_at, name, description, sector,
           started_year, workers, nib, npwp_sealed, npwp_mask, region_code, address, rt, rw, size_class, import_key)
         select x.id, x.kind, 'submitted', x.owner, x.account, $2, $2, x.name, x.description, x.sector, x.started, x.workers, x.nib,
           decode(x.npwp_sealed, 'base64'), x.npwp_mask, x.region, x.address, x.rt, x.rw, x.size_class, decode(x.key, 'base64')
         from taken x on conflict on constraint business_import do nothing returning id, reference),
       cases as (
         insert into registry.registration (id, business_id, round, reference, kind, name, region_code, state, missing, account_id,
           submitted_at, submitted_by, desk, locale, consent_at, consent_version, deadline, import_run, import_line)
         select x.case_id, x.id, 1, made.reference, x.kind, x.name, x.region, 'submitted', x.missing, x.account, $2, $3, true, 'id', $2,
           $4, x.deadline, $5, x.line
         from made join taken x on x.id = made.id)
       select count(*) as added from made`,
      [JSON.stringify(businesses), ctx.now, run.createdBy, importBasis, run.id],
    ),
  )
  if (added === businesses.length) await recordParts(ctx, businesses, profiles)
  return added
}

/** What only street traders, art groups and those with figures have; their businesses stand already, which row security asks for. */
async function recordParts(
  ctx: Context,
  businesses: readonly { kind: string }[],
  profiles: readonly object[],
): Promise<void> {
  const traders = businesses.filter(({ kind }) => kind === 'street_trader')
  const groups = businesses.filter(({ kind }) => kind === 'art_group')
  const add = (statement: string, rows: readonly object[]) =>
    rows.length === 0 ? 0 : ctx.db.exec(text(statement, [JSON.stringify(rows)]))
  await Promise.all([
    add(
      `insert into registry.street_trader (business_id, place_type, spot, hours)
       select x.id, x.place_type, x.spot, x.hours from ${businessRow}`,
      traders,
    ),
    add(
      `insert into registry.art_group (business_id, art_form, members) select x.id, x.art_form, x.members from ${businessRow}`,
      groups,
    ),
    add(
      `insert into registry.business_profile (business_id, capital, sales_amount, sales_period, yearly_sales, figures_year,
         size_basis, size_rule, sized_at)
       select x.id, x.capital, x.sales, x.period, x.yearly, x.year, x.basis, x.rule, x.sized
       from json_to_recordset($1) x(id uuid, capital bigint, sales bigint, period text, yearly bigint, year smallint, basis text,
         rule text, sized timestamptz)`,
      profiles,
    ),
  ])
}

/** Money of a row, and the size class that follows from it (PP 7/2021). */
function profileOf({ answers, figures }: PreparedRow, rules: readonly SizeRule[], day: string) {
  if (figures === undefined) return undefined
  const { capital = null, sales } = figures
  const yearly = sales === undefined ? null : yearlySalesOf(sales.amount, sales.period, null)
  const facts = { startedYear: answers.startedYear ?? null, startedMonth: null, capital, yearlySales: yearly }
  const sizing = sizeOf(facts, rules, day)
  const row = {
    capital,
    sales: sales?.amount,
    period: sales?.period,
    yearly,
    year: Number(day.slice(0, 4)),
    ...(sizing.sizeClass !== null && { basis: sizing.basis, rule: sizing.legalBasis, sized: day }),
  }
  return { row, sizeClass: sizing.sizeClass }
}
