import { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { type Operation, operation } from '#kernel/operation.ts'
import { addRecord, correctRecord, endRecord, withdrawRecord } from './commands.server.ts'
import { Moment } from './moment.ts'
import { mayChangeHousehold } from './policy.ts'
import { getHousehold, type Household } from './queries.server.ts'
import { endable, Reason, Section, type SectionName, sectionNames, sections } from './schema.ts'

const One = z.object({ householdId: z.uuid() })
const Version = z.object({ version: z.number().int().describe('As it was read; another one is refused.') })
const Saved = z.object({ recordId: z.uuid(), version: z.number().int() })

const locked = (ctx: Context, { householdId }: { householdId: string }) =>
  getHousehold(ctx, householdId, { forUpdate: true })

/** What the section is called in names of operations, and in sentences. */
const words: Record<SectionName, { one: string; add: string }> = {
  members: { one: 'member', add: 'Add a member: a person of the register, or a name with a year of birth.' },
  moves: { one: 'move', add: 'Say from where a household came, when and why.' },
  housing: { one: 'housing', add: 'Describe how a household lives: tenure, floor, water, electricity.' },
  work: {
    one: 'work',
    add: 'Record a time of work of a member; formal or informal follows from the status.',
  },
  money: { one: 'money', add: 'Record what comes in or goes out in a usual month.' },
  assets: { one: 'asset', add: 'Record what a household owns.' },
  debts: { one: 'debt', add: 'Record a loan; its effective yearly rate is computed from what is paid.' },
  aid: { one: 'aid', add: 'Record help that a household received, and from whom.' },
  rungs: {
    one: 'rung',
    add: 'Record the welfare decile of DTSEN, or an officer’s judgement with its grounds.',
  },
}

const constraints = {
  household_member_head: () =>
    new Fault('conflict', 'household_head_twice', {
      fields: [{ path: 'relation', key: 'household_head_twice' }],
    }),
  household_member_person: () => new Fault('conflict', 'household_person_twice'),
  household_move_region: () =>
    new Fault('invalid_input', 'kernel_invalid_input', {
      fields: [{ path: 'fromRegion', key: 'region_field_code' }],
    }),
  ...Object.fromEntries(
    ['work', 'money', 'debt', 'aid'].map((table) => [
      `household_${table}_member`,
      () =>
        new Fault('invalid_input', 'kernel_invalid_input', {
          fields: [{ path: 'memberId', key: 'household_field_member' }],
        }),
    ]),
  ),
}

/** The audit names the act, never what a family owns or owes. */
function note(
  ctx: Context,
  household: Household,
  more: { section: SectionName; recordId?: string; reason?: string },
) {
  const { reason, ...changes } = more
  ctx.audit({
    subject: { type: 'household', id: household.id },
    region: household.regionCode,
    ...(reason && { reason }),
    changes,
  })
}

function adding(section: SectionName) {
  return operation({
    name: `registry.add_household_${words[section].one}`,
    summary: words[section].add,
    http: `POST /households/{householdId}/${section}`,
    creates: true,
    input: One.extend(sections[section].input.shape),
    output: Saved,
    subject: locked,
    can: (actor, household) => mayChangeHousehold(actor, household),
    async run(ctx, { householdId: _, ...values }, household) {
      const saved = await addRecord(ctx, section, { household, values })
      note(ctx, household, { section, recordId: saved.recordId })
      return saved
    },
    constraints,
  })
}

const Corrected = One.extend(Version.shape).extend({ recordId: z.uuid(), reason: Reason })

function correcting(section: SectionName) {
  return operation({
    name: `registry.correct_household_${words[section].one}`,
    summary: 'Correct what was written down wrongly; what it said before is kept.',
    http: `PUT /households/{householdId}/${section}/{recordId}`,
    input: Corrected.extend(sections[section].correction.shape),
    output: Saved,
    subject: locked,
    can: (actor, household) => mayChangeHousehold(actor, household),
    async run(ctx, { householdId: _, recordId, version, reason, ...values }, household) {
      note(ctx, household, { section, recordId, reason })
      return correctRecord(ctx, section, { household, recordId, version, reason, values })
    },
    constraints,
  })
}

const byName = <Made>(make: (section: SectionName) => Made) =>
  Object.fromEntries(sectionNames.map((section) => [section, make(section)])) as Record<SectionName, Made>

/** One operation a section, for the pages that serve all sections alike. */
export const addTo: Record<SectionName, Operation> = byName(
  (section) => adding(section) as unknown as Operation,
)
export const correctIn: Record<SectionName, Operation> = byName(
  (section) => correcting(section) as unknown as Operation,
)

export const endIn = operation({
  name: 'registry.end_household_record',
  summary: 'Say until when a member lived there, work or income lasted, something was owned or owed.',
  http: 'POST /households/{householdId}/{section}/{recordId}/end',
  input: Corrected.extend({ section: z.enum(endable), until: Moment }),
  output: Saved,
  subject: locked,
  can: (actor, household) => mayChangeHousehold(actor, household),
  async run(ctx, { section, recordId, version, reason, until }, household) {
    note(ctx, household, { section, recordId, reason })
    return endRecord(ctx, section, { household, recordId, version, reason, until })
  },
})

export const withdrawFrom = operation({
  name: 'registry.withdraw_household_record',
  summary: 'Strike out what was recorded by mistake; it stays readable and counts nowhere.',
  http: 'POST /households/{householdId}/{section}/{recordId}/withdrawal',
  input: Corrected.extend({ section: Section }),
  output: Saved,
  subject: locked,
  can: (actor, household) => mayChangeHousehold(actor, household),
  async run(ctx, { section, recordId, version, reason }, household) {
    note(ctx, household, { section, recordId, reason })
    return withdrawRecord(ctx, section, { household, recordId, version, reason })
  },
})

export const recordOperations = [...Object.values(addTo), ...Object.values(correctIn), endIn, withdrawFrom]
