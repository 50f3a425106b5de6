import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { workingDeadlines } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { sizeRules } from '../profile/queries.server.ts'
import { type SizeRule, sizeOf, yearlySalesOf } from '../profile/rules.ts'
import { importBasis, missingOf } from '../rules.ts'
import { sealNumber } from '../secrets.server.ts'
import type { Owners } from './bulk-people.commands.server.ts'
import type { PreparedRow } from './prepared.ts'

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
    npwp_sealed: npwp?.sealed.toString('base64'),
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
