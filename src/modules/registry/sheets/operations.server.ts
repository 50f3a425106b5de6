import { createHash } from 'node:crypto'
import { z } from 'zod'
import { insertAudit } from '#kernel/audit.server.ts'
import type { Context } from '#kernel/context.ts'
import { databaseFault, violatedConstraint } from '#kernel/database-fault.server.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { faultOf, inputFault, translate } from '#kernel/problem.ts'
import { MobilePhone } from '#modules/identity/schema.ts'
import { text } from '#platform/database/query.ts'
import { submitRegistration } from '../commands.server.ts'
import { answersOfKind } from '../drafts/draft.ts'
import { isStaffReader, mayRegisterFor } from '../policy.ts'
import { Registration } from '../schema.ts'
import { identityOf } from './rows.ts'

const Row = z.object({
  line: z.number().int().min(1).describe('Line in the list, to find it again.'),
  answers: z.record(z.string(), z.unknown()).describe('A registration, as POST /registrations takes it.'),
  phone: MobilePhone.nullable().default(null),
})

const RowResult = z.object({
  line: z.number().int(),
  outcome: z.enum(['added', 'known', 'refused']),
  reference: z.string().nullable(),
  message: z.string().nullable(),
})

/** A part of a list. Each row succeeds or fails by itself; a row imported before is left as it is, so any part may be repeated. */
export const importRows = operation({
  name: 'registry.import',
  summary: 'Register up to 200 rows of a list; each for itself, and none twice however often it is sent.',
  http: 'POST /registrations/import',
  input: z.object({ rows: z.array(Row).min(1).max(200) }),
  output: z.object({ results: z.array(RowResult) }),
  can: (actor) => allowIf(isStaffReader(actor)),
  async run(ctx, { rows }) {
    const results: z.input<typeof RowResult>[] = []
    for (const row of rows) results.push(await importRow(ctx, row))
    // Each row has an entry of its own; this one is about the list.
    const added = results.filter((one) => one.outcome === 'added').length
    ctx.audit({ subject: undefined, region: undefined, changes: { rows: rows.length, added } })
    return { results }
  },
})

async function importRow(ctx: Context, row: z.output<typeof Row>): Promise<z.input<typeof RowResult>> {
  const { line, phone } = row
  await ctx.db.exec(text('savepoint one_row'))
  try {
    const parsed = Registration.safeParse(row.answers, { reportInput: true })
    if (!parsed.success) throw inputFault(parsed.error)
    const answers = answersOfKind(parsed.data) as Registration
    if (answers.kind === 'organisation') throw new Fault('invalid_input', 'registry_import_kind')
    if (mayRegisterFor(ctx.actor, answers.regionCode) !== 'allowed')
      throw new Fault('forbidden', 'kernel_forbidden')
    const key = createHash('sha256').update(identityOf(answers, phone)).digest()
    const known = await ctx.db.maybe(
      text<{ reference: string }>('select reference from registry.business where import_key = $1', [key]),
    )
    if (known) return { line, outcome: 'known', reference: known.reference, message: null }
    const receipt = await submitRegistration(ctx, answers, {
      accountId: null,
      phone,
      locale: 'id',
      desk: true,
      quiet: true,
    })
    await ctx.db.exec(
      text('update registry.business set import_key = $2 where id = $1', [receipt.subjectId, key]),
    )
    const note = { subject: { type: 'registration', id: receipt.id }, region: answers.regionCode }
    await ctx.db.exec(insertAudit('registry.import', ctx, note, receipt))
    await ctx.db.exec(text('release savepoint one_row'))
    return { line, outcome: 'added', reference: receipt.reference, message: null }
  } catch (thrown) {
    const sameTime = violatedConstraint(thrown) === 'business_import'
    const fault = meaningOf(thrown)
    await ctx.db.exec(text('rollback to savepoint one_row'))
    // Somebody imports the same list at this moment.
    if (sameTime) return { line, outcome: 'known', reference: null, message: null }
    return { line, outcome: 'refused', reference: null, message: messageOf(fault, ctx.locale) }
  }
}

/** A row's own fault; anything unforeseen still fails the whole part. */
function meaningOf(thrown: unknown): Fault {
  if (violatedConstraint(thrown) === 'person_nik') return new Fault('conflict', 'registry_nik_taken')
  const fault = faultOf(databaseFault(thrown))
  if (fault.code === 'internal') throw thrown
  return fault
}

const messageOf = (fault: Fault, locale: Context['locale']): string =>
  fault.info.fields
    ?.map((field) => `${field.path}: ${translate(field.key, field.params, locale)}`)
    .join(' ') ?? translate(fault.key, fault.info.params, locale)
