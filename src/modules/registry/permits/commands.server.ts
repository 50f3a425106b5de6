import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import type { BusinessSubject } from '../business.server.ts'
import { recordChange, writeFields } from '../profile/commands.server.ts'
import { readFields } from '../profile/queries.server.ts'
import { type Change, changesBetween, type FieldValue } from '../profile/rules.ts'
import { type PermitKind, readPermitNumber } from './numbers.ts'
import { findTerm, type PermitRow, todayIn } from './queries.server.ts'
import { resolveDates } from './rules.ts'
import type { PermitAnswers } from './schema.ts'

/** What is kept of a permit after its number and dates were checked. */
type Checked = Omit<PermitRow, 'id' | 'fileType'>

/** Number and dates as their kind wants them. @throws Fault `invalid_input` at the field */
export async function checkPermit(
  ctx: Context,
  business: BusinessSubject,
  kind: PermitKind,
  answers: PermitAnswers,
): Promise<Checked> {
  if (kind === 'tdu' && business.kind !== 'street_trader') throw fieldFault('kind', 'profile_fault_tdu_kind')
  const read = readPermitNumber(kind, answers.number)
  if ('fault' in read) throw fieldFault('number', read.fault)
  const { issuedOn = null, about = null, issuer = null } = answers
  if (issuedOn && issuedOn > todayIn(ctx, business.regionCode))
    throw fieldFault('issuedOn', 'profile_fault_future')
  const dates = resolveDates(await findTerm(ctx.db, kind), {
    number: read.number,
    issuedOn,
    expiresOn: answers.expiresOn ?? null,
  })
  if ('fault' in dates) throw fieldFault(dates.field, dates.fault)
  return { kind, number: read.number, about, issuer, issuedOn, ...dates }
}

const told = (permit: Partial<Checked> | undefined): Record<string, FieldValue> => ({
  permitNumber: permit?.number ?? null,
  permitAbout: permit?.about ?? null,
  permitIssuer: permit?.issuer ?? null,
  permitIssuedOn: permit?.issuedOn ?? null,
  permitExpiresOn: permit?.expiresOn ?? null,
})

/** Tell the history; a NIB is the number of the business as well, which makes it formal. */
export async function recordPermit(
  ctx: Context,
  business: BusinessSubject,
  {
    kind,
    before,
    after,
    reason,
  }: { kind: PermitKind; before?: Checked; after?: Checked; reason?: string | undefined },
): Promise<void> {
  const changes: Change[] = changesBetween(told(before), told(after))
  if (kind === 'nib') {
    const nib = changesBetween(await readFields(ctx.db, business.id), { nib: after?.number ?? null })
    await writeFields(ctx, business.id, nib)
  }
  if (changes.length === 0) return
  const which: Change = { field: 'permitKind', before: before ? kind : null, after: after ? kind : null }
  await recordChange(ctx, business, { section: 'permits', changes: [which, ...changes], reason })
}

/** An expired one that is entered for the record is no news to anybody. */
export const toldAlready = (expiresOn: string | null, today: string): string | null =>
  expiresOn !== null && expiresOn < today ? today : null

export const insertPermit = (
  ctx: Context,
  business: BusinessSubject,
  id: string,
  permit: Checked,
): Promise<number> => {
  const told = toldAlready(permit.expiresOn, todayIn(ctx, business.regionCode))
  return ctx.db.exec(
    text(
      `insert into registry.permit (id, business_id, region_code, kind, number, about, issuer, issued_on, expires_on, remind_on,
         reminded_on, expiry_told_on, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
      [
        id,
        business.id,
        business.regionCode,
        permit.kind,
        permit.number,
        permit.about,
        permit.issuer,
        permit.issuedOn,
        permit.expiresOn,
        permit.remindOn,
        told,
        ctx.now,
      ],
    ),
  )
}

/** With another end the reminders begin anew. */
export const updatePermit = (ctx: Context, id: string, permit: Checked, today: string): Promise<number> =>
  ctx.db.exec(
    text(
      `update registry.permit set number = $2, about = $3, issuer = $4, issued_on = $5, remind_on = $7,
         reminded_on = case when expires_on is distinct from $6 then $8 else reminded_on end,
         expiry_told_on = case when expires_on is distinct from $6 then $8 else expiry_told_on end, expires_on = $6
       where id = $1`,
      [
        id,
        permit.number,
        permit.about,
        permit.issuer,
        permit.issuedOn,
        permit.expiresOn,
        permit.remindOn,
        toldAlready(permit.expiresOn, today),
      ],
    ),
  )
