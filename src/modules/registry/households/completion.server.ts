import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { seal } from '#platform/sign.ts'
import { costOf, type Loan } from './credit.ts'
import { debtPurpose } from './queries.server.ts'
import { rungOf } from './rules.ts'
import { type SectionName, sections } from './schema.ts'

export type Values = Readonly<Record<string, unknown>>

/**
 * What a record says once the register has added what it knows: the name of a person or an organisation, the rung of a
 * decile. @throws Fault when somebody named is not to be found
 */
export async function completed(
  ctx: Context,
  section: SectionName,
  { values, householdId }: { values: Values; householdId: string },
): Promise<Values> {
  if (section === 'members' && typeof values.personId === 'string')
    return { ...values, name: await nameOfPerson(ctx, values.personId, householdId) }
  if (section === 'aid' && typeof values.organisationId === 'string')
    return { ...values, institution: await nameOfOrganisation(ctx, values.organisationId) }
  if (section === 'rungs' && typeof values.decile === 'number' && values.source === 'dtsen')
    return { ...values, rung: rungOf(values.decile) }
  if (section === 'rungs') return { ...values, decile: undefined }
  if (section === 'debts') return { ...values, received: values.received ?? values.principal }
  return values
}

async function nameOfPerson(ctx: Context, personId: string, householdId: string): Promise<string> {
  const person = await ctx.db.maybe(
    text<{ name: string; householdId: string | null }>(
      `select name, household_id as "householdId" from registry.person where id = $1 for update`,
      [personId],
    ),
  )
  if (!person) throw fieldFault('personId', 'household_field_person')
  if (person.householdId !== null && person.householdId !== householdId)
    throw new Fault('conflict', 'household_person_elsewhere', {
      params: { name: person.name },
      details: { householdId: person.householdId },
    })
  return person.name
}

async function nameOfOrganisation(ctx: Context, organisationId: string): Promise<string> {
  const organisation = await ctx.db.maybe(
    text<{ name: string }>('select name from registry.organisation where id = $1', [organisationId]),
  )
  if (!organisation) throw fieldFault('organisationId', 'household_field_organisation')
  return organisation.name
}

/** The columns of a record, by field: what is sealed goes into one box, with the rate that follows from it beside. */
export function storedFields(section: SectionName, values: Values): Record<string, unknown> {
  const plain = Object.fromEntries(sections[section].fields.map((field) => [field, values[field] ?? null]))
  if (section !== 'debts') return plain
  const amounts = {
    principal: Number(values.principal),
    received: Number(values.received),
    instalment: Number(values.instalment),
  }
  const loan: Loan = { ...amounts, term: Number(values.term), period: values.period as Loan['period'] }
  const box = seal(debtPurpose, JSON.stringify(amounts))
  return {
    ...plain,
    amountsSealed: `\\x${box.toString('hex')}`,
    effectiveRate: costOf(loan)?.effectiveRate ?? null,
  }
}
