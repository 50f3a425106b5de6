import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { formatDate } from '#kernel/format.ts'
import { newId } from '#kernel/id.ts'
import type { Locale } from '#kernel/locale.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { m } from '#messages'
import { findRegion, workingDeadline } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { text } from '#platform/database/query.ts'
import { type Applicant, type Recorded, recordPerson } from './people.commands.server.ts'
import { consentVersion, importBasis, missingOf } from './rules.ts'
import type { Receipt, Registration } from './schema.ts'
import { sealNumber, statusPath, statusUrl } from './secrets.server.ts'

/** Who sends a registration, and how they are answered. */
export interface Sender extends Applicant {
  locale: Locale
  /** Staff enter it for somebody. */
  desk: boolean
  /** Tell nobody: an import registers people who did not just ask. */
  quiet?: boolean
}

/** A returned registration that is sent again. */
export interface Mended {
  subjectId: string
  round: number
  kind: Registration['kind']
}

/** Put a registration before the officers: record the person, the business or organisation, and open the case. */
export async function submitRegistration(
  ctx: Context,
  answers: Registration,
  sender: Sender,
): Promise<Receipt> {
  await checkPlace(ctx, answers)
  const owner = await recordPerson(ctx, answers, sender)
  const subjectId = newId()
  const reference =
    answers.kind === 'organisation'
      ? await insertOrganisation(ctx, subjectId, answers, owner)
      : await insertBusiness(ctx, subjectId, answers, owner)
  return openCase(ctx, answers, { ...sender, accountId: owner.accountId }, { subjectId, reference, round: 1 })
}

/** Send a returned registration again with what was mended; its number stays. */
export async function resubmitRegistration(
  ctx: Context,
  answers: Registration,
  sender: Sender,
  mended: Mended,
): Promise<Receipt> {
  if (answers.kind !== mended.kind) throw fieldFault('kind', 'registry_kind_fixed')
  await checkPlace(ctx, answers)
  await mendPerson(ctx, answers, mended)
  const table = answers.kind === 'organisation' ? 'organisation' : 'business'
  const { reference } = await ctx.db.one(
    text<{ reference: string }>(`select reference from registry.${table} where id = $1`, [mended.subjectId]),
  )
  if (answers.kind === 'organisation') await updateOrganisation(ctx, mended.subjectId, answers)
  else await updateBusiness(ctx, mended.subjectId, answers)
  await ctx.db.exec(
    text(
      'update registry.registration set latest = false where coalesce(business_id, organisation_id) = $1 and latest',
      [mended.subjectId],
    ),
  )
  return openCase(ctx, answers, sender, { subjectId: mended.subjectId, reference, round: mended.round + 1 })
}

export async function checkPlace(ctx: Context, answers: Registration): Promise<void> {
  if (!(await findRegion(ctx.db, answers.regionCode))) throw fieldFault('regionCode', 'region_not_found')
  if ((answers.startedYear ?? 0) > Number(ctx.now.slice(0, 4)))
    throw fieldFault('startedYear', 'registry_field_year')
}

/** The owner's name and numbers, found by the record itself: the sender may hold a link and no account. */
export async function mendPerson(ctx: Context, answers: Registration, mended: Mended): Promise<void> {
  const nik = answers.nik ? sealNumber('nik', answers.nik) : undefined
  await ctx.db.exec(
    text(
      `update registry.person set name = $2, nik_sealed = coalesce($3, nik_sealed), nik_hash = coalesce($4, nik_hash),
         nik_mask = coalesce($5, nik_mask), updated_at = $6, version = version + 1
       where id = (select owner_id from registry.business where id = $1
         union all select contact_id from registry.organisation where id = $1)`,
      [mended.subjectId, answers.ownerName, nik?.sealed, nik?.hash, nik?.mask, ctx.now],
    ),
  )
}

const businessColumns = (answers: Registration) => {
  const npwp = answers.npwp ? sealNumber('npwp', answers.npwp) : undefined
  return [
    answers.name,
    answers.description ?? null,
    answers.sector ?? null,
    answers.startedYear ?? null,
    answers.workers ?? null,
    answers.nib ?? null,
    npwp?.sealed ?? null,
    npwp?.mask ?? null,
    answers.regionCode,
    answers.address,
    answers.rt ?? null,
    answers.rw ?? null,
  ]
}

async function insertBusiness(
  ctx: Context,
  id: string,
  answers: Registration,
  owner: Recorded,
): Promise<string> {
  const { reference } = await ctx.db.one(
    text<{ reference: string }>(
      `insert into registry.business (id, kind, state, owner_id, account_id, created_at, updated_at,
         name, description, sector, started_year, workers, nib, npwp_sealed, npwp_mask, region_code, address, rt, rw)
       values ($1, $2, 'submitted', $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
       returning reference`,
      [id, answers.kind, owner.id, owner.accountId, ctx.now, ...businessColumns(answers)],
    ),
  )
  await recordParts(ctx, id, answers)
  return reference
}

export async function updateBusiness(ctx: Context, id: string, answers: Registration): Promise<void> {
  await ctx.db.exec(
    text(
      `update registry.business set state = 'submitted', updated_at = $2, version = version + 1,
         name = $3, description = $4, sector = $5, started_year = $6, workers = $7, nib = coalesce($8, nib),
         npwp_sealed = coalesce($9, npwp_sealed), npwp_mask = coalesce($10, npwp_mask),
         region_code = $11, address = $12, rt = $13, rw = $14
       where id = $1`,
      [id, ctx.now, ...businessColumns(answers)],
    ),
  )
  await recordParts(ctx, id, answers)
}

/** What only street traders and art groups have. */
async function recordParts(ctx: Context, id: string, answers: Registration): Promise<void> {
  if (answers.kind === 'street_trader')
    await ctx.db.exec(
      text(
        `insert into registry.street_trader (business_id, place_type, spot, hours) values ($1, $2, $3, $4)
         on conflict on constraint street_trader_key do update set place_type = $2, spot = $3, hours = $4`,
        [id, answers.placeType, answers.spot, answers.hours ?? null],
      ),
    )
  if (answers.kind === 'art_group')
    await ctx.db.exec(
      text(
        `insert into registry.art_group (business_id, art_form, members) values ($1, $2, $3)
         on conflict on constraint art_group_key do update set art_form = $2, members = $3`,
        [id, answers.artForm, answers.members],
      ),
    )
}

const organisationColumns = (answers: Registration) => [
  answers.organisationKind,
  answers.name,
  answers.description ?? null,
  answers.regionCode,
  answers.address,
  answers.rt ?? null,
  answers.rw ?? null,
]

async function insertOrganisation(
  ctx: Context,
  id: string,
  answers: Registration,
  contact: Recorded,
): Promise<string> {
  const { reference } = await ctx.db.one(
    text<{ reference: string }>(
      `insert into registry.organisation (id, state, contact_id, account_id, created_at, updated_at,
         kind, name, description, region_code, address, rt, rw)
       values ($1, 'submitted', $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, $11) returning reference`,
      [id, contact.id, contact.accountId, ctx.now, ...organisationColumns(answers)],
    ),
  )
  return reference
}

export async function updateOrganisation(ctx: Context, id: string, answers: Registration): Promise<void> {
  await ctx.db.exec(
    text(
      `update registry.organisation set state = 'submitted', updated_at = $2, version = version + 1,
         kind = $3, name = $4, description = $5, region_code = $6, address = $7, rt = $8, rw = $9
       where id = $1`,
      [id, ctx.now, ...organisationColumns(answers)],
    ),
  )
}

/** The case itself: deadline by the service standard, what is missing, the audit entry and the person's receipt. */
async function openCase(
  ctx: Context,
  answers: Registration,
  sender: Sender,
  { subjectId, reference, round }: { subjectId: string; reference: string; round: number },
): Promise<Receipt> {
  const { registrationDays } = await getSettings(ctx.db, 'standards')
  const deadline = await workingDeadline(ctx.db, ctx.now, registrationDays, answers.regionCode)
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.registration (id, business_id, organisation_id, round, reference, kind, name, region_code, state,
         missing, account_id, submitted_at, submitted_by, desk, locale, consent_at, consent_version, deadline)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'submitted', $9, $10, $11, $12, $13, $14, $11, $15, $16)`,
      [
        id,
        answers.kind === 'organisation' ? null : subjectId,
        answers.kind === 'organisation' ? subjectId : null,
        round,
        reference,
        answers.kind,
        answers.name,
        answers.regionCode,
        missingOf(answers, sender.phone),
        sender.accountId,
        ctx.now,
        ctx.actor.accountId,
        sender.desk,
        sender.locale,
        sender.quiet ? importBasis : consentVersion,
        deadline,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'registration', id },
    region: answers.regionCode,
    changes: { kind: answers.kind, round },
  })
  ctx.touch('registrations')
  // An import is compared by the clock: a job for each of its rows would say the same a thousand times.
  if (!sender.quiet) ctx.emit('registry.match_waiting', {}, { key: 'registry.match_waiting' })
  if (sender.phone && !sender.quiet)
    ctx.send({
      to: { phone: sender.phone },
      locale: sender.locale,
      template: 'registry.registration_received',
      body: m.registry_message_received(
        {
          name: answers.name,
          reference,
          deadline: formatDate(deadline, sender.locale, zoneOf(answers.regionCode)),
          link: statusUrl(subjectId, sender.locale),
        },
        { locale: sender.locale },
      ),
      about: { type: 'registration', id },
      region: answers.regionCode,
    })
  return {
    id,
    subjectId,
    reference,
    state: 'submitted',
    deadline,
    link: statusPath(subjectId, sender.locale),
  }
}

/** A desk registration whose owner now has an account with the same, verified phone. @throws Fault `not_found` */
export async function claimEntry(ctx: Context, subjectId: string, phone: string): Promise<void> {
  const { done } = await ctx.db.one(
    text<{ done: boolean }>('select registry.claim($1, $2, $3) as done', [
      phone,
      subjectId,
      ctx.actor.accountId,
    ]),
  )
  if (!done) throw new Fault('not_found', 'kernel_not_found')
}
