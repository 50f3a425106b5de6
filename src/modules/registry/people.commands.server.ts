import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import type { Registration } from './schema.ts'
import { hashNumber, sealNumber } from './secrets.server.ts'

/** Whom a registration is about, beyond its answers. */
export interface Applicant {
  /** Account of the person; null when staff or an import enters somebody without one. */
  accountId: string | null
  /** E.164. */
  phone: string | null
}

interface Known {
  id: string
  accountId: string | null
  nikKnown: boolean
}

/** A recorded person, and the account that owns what they register. */
export interface Recorded {
  id: string
  accountId: string | null
}

/**
 * The person behind a registration: the account's own, one with the same NIK, one with the same phone and name, or a new
 * one. People are recorded once; what is newly said (a NIK, a household) is added to what is known.
 */
export async function recordPerson(
  ctx: Context,
  answers: Registration,
  applicant: Applicant,
): Promise<Recorded> {
  const householdId = answers.kk ? await recordHousehold(ctx, answers, answers.kk) : null
  const known = await findPerson(ctx, answers, applicant)
  const nik = answers.nik ? sealNumber('nik', answers.nik) : undefined
  if (known) {
    // Staff do not rewrite the name and phone of somebody who has an account and can do so themselves.
    const mine = known.accountId === applicant.accountId
    await ctx.db.exec(
      text(
        `update registry.person set name = coalesce($2, name), phone = coalesce($3, phone), household_id = coalesce($4, household_id),
           nik_sealed = coalesce($5, nik_sealed), nik_hash = coalesce($6, nik_hash), nik_mask = coalesce($7, nik_mask),
           updated_at = $8, version = version + 1
         where id = $1`,
        [
          known.id,
          mine ? answers.ownerName : null,
          mine ? applicant.phone : null,
          householdId,
          nik?.sealed,
          nik?.hash,
          nik?.mask,
          ctx.now,
        ],
      ),
    )
    return { id: known.id, accountId: known.accountId }
  }
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.person
         (id, account_id, name, phone, household_id, nik_sealed, nik_hash, nik_mask, region_code, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`,
      [
        id,
        applicant.accountId,
        answers.ownerName,
        applicant.phone,
        householdId,
        nik?.sealed,
        nik?.hash,
        nik?.mask,
        answers.regionCode,
        ctx.now,
      ],
    ),
  )
  return { id, accountId: applicant.accountId }
}

/** Only people whom the actor may see are found; a NIK known elsewhere meets the unique constraint. */
async function findPerson(
  ctx: Context,
  answers: Registration,
  applicant: Applicant,
): Promise<Known | undefined> {
  const by = (condition: string, values: readonly unknown[]) =>
    ctx.db.maybe(
      text<Known>(
        `select id, account_id as "accountId", nik_hash is not null as "nikKnown" from registry.person where ${condition} order by id limit 1 for update`,
        values,
      ),
    )
  if (applicant.accountId) return by('account_id = $1', [applicant.accountId])
  const sameNik = answers.nik ? await by('nik_hash = $1', [hashNumber('nik', answers.nik)]) : undefined
  if (sameNik || !applicant.phone) return sameNik
  const samePhone = await by('phone = $1 and lower(name) = lower($2)', [applicant.phone, answers.ownerName])
  // Two people may share a phone and a name (father and son); a different NIK tells them apart.
  return samePhone && !(answers.nik && samePhone.nikKnown) ? samePhone : undefined
}

/** The household of a family card; members who come later join it, also from another region. */
async function recordHousehold(ctx: Context, answers: Registration, kk: string): Promise<string> {
  const { sealed, hash } = sealNumber('kk', kk)
  const { id } = await ctx.db.one(
    text<{ id: string }>('select registry.household_for($1, $2, $3, $4, $5, $6, $7) as id', [
      hash,
      sealed,
      answers.regionCode,
      answers.address,
      answers.rt,
      answers.rw,
      ctx.now,
    ]),
  )
  return id
}
