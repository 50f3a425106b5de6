import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { inputFault } from '#kernel/problem.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { senderOf } from './applicant.server.ts'
import { claimEntry, resubmitRegistration, submitRegistration } from './commands.server.ts'
import { decisionOperations } from './decisions/operations.server.ts'
import { findLatestCase, getCaseForUpdate, type LockedCase, subjectOf } from './decisions/queries.server.ts'
import { directoryOperations } from './directory/operations.server.ts'
import { closeDraft, draftIdOf, findDraft } from './drafts/draft.server.ts'
import { answersOfKind, type Draft } from './drafts/draft.ts'
import { fieldOperations } from './field/operations.server.ts'
import { financeOperations } from './finance/operations.server.ts'
import { householdOperations } from './households/operations.server.ts'
import { kbliOperations } from './kbli/operations.server.ts'
import { rememberDifferent } from './matching/commands.server.ts'
import { matchingOperations } from './matching/operations.server.ts'
import { moveOperations } from './moves/operations.server.ts'
import { organisationOperations } from './organisations/operations.server.ts'
import { permitOperations } from './permits/operations.server.ts'
import { isOwner, isStaffReader, mayRegisterFor } from './policy.ts'
import { privacyOperations } from './privacy/operations.server.ts'
import { profileOperations } from './profile/operations.server.ts'
import { progressOperations } from './progress/operations.server.ts'
import {
  findOwnPerson,
  getEntryDetail,
  holdLink,
  listClaimable,
  listEntries,
  listOwnEntries,
  listRounds,
  openLink,
} from './queries.server.ts'
import {
  Consent,
  DeskRegistration,
  EntryDetail,
  EntryFilter,
  EntryPage,
  OwnEntry,
  OwnRegistration,
  Receipt,
  Registration,
  RegistrationKind,
  Round,
} from './schema.ts'
import { statusPath } from './secrets.server.ts'
import { sheetOperations } from './sheets/operations.server.ts'
import { studyOperations } from './studies/operations.server.ts'
import { verificationOperations } from './verification/operations.server.ts'

/** What a number that is already known means to the sender. */
const constraints = {
  person_nik: () => fieldFault('nik', 'registry_nik_taken'),
  person_account: () => new Fault('conflict', 'kernel_duplicate'),
}

export const register = operation({
  name: 'registry.register',
  summary: 'Register your own business, street trade, art group or organisation.',
  http: 'POST /registrations',
  creates: true,
  input: OwnRegistration,
  output: Receipt,
  can: (actor) => allowIf(isSignedIn(actor)),
  run: async (ctx, { consent: _, ...answers }) =>
    submitRegistration(ctx, answersOfKind(answers) as Registration, await senderOf(ctx)),
  constraints,
})

export const registerAtDesk = operation({
  name: 'registry.register_at_desk',
  summary: 'Register somebody at the desk, with their consent; another officer decides.',
  http: 'POST /desk-registrations',
  creates: true,
  input: DeskRegistration,
  output: Receipt,
  can: (actor, _, { regionCode }) => mayRegisterFor(actor, regionCode),
  async run(ctx, { consent: _, phone = null, differentFrom, ...answers }) {
    const sender = { accountId: null, phone, locale: 'id', desk: true } as const
    const receipt = await submitRegistration(ctx, answersOfKind(answers) as Registration, sender)
    if (answers.kind !== 'organisation') await rememberDifferent(ctx, receipt.subjectId, differentFrom)
    return receipt
  },
  constraints,
})

const returnedCase = (found: LockedCase) => {
  if (!found.latest || found.state !== 'returned') throw new Fault('conflict', 'registry_not_returned')
  return { subjectId: found.subjectId, round: found.round, kind: found.kind }
}

/** Who is answered stays as it was: the account and phone of the person, not of who holds the link. */
const sameSender = (ctx: Context, found: LockedCase) => ({
  accountId: found.accountId,
  phone: found.phone,
  locale: ctx.locale,
  desk: false,
})

export const resubmit = operation({
  name: 'registry.resubmit',
  summary: 'Send a returned registration again, mended.',
  http: 'PUT /registrations/{registrationId}',
  input: OwnRegistration.safeExtend({ registrationId: z.uuid() }),
  output: Receipt,
  subject: (ctx, { registrationId }) => getCaseForUpdate(ctx.db, registrationId),
  can: (actor, found) => allowIf(isOwner(actor, found), isStaffReader(actor) ? 'forbidden' : 'hidden'),
  run: (ctx, { consent: _, registrationId: __, ...answers }, found) =>
    resubmitRegistration(
      ctx,
      answersOfKind(answers) as Registration,
      sameSender(ctx, found),
      returnedCase(found),
    ),
  constraints,
})

/** A registration out of its pages: new ones need an account, mended ones were opened by a link or their owner. */
export const sendDraft = operation({
  name: 'registry.send_draft',
  summary: 'Send what was written on the registration pages.',
  input: z.object({ draft: z.string().max(200), consent: Consent }),
  output: Receipt,
  async subject(ctx, { draft: value }): Promise<Draft> {
    const id = draftIdOf(value)
    const draft = id === undefined ? undefined : await findDraft(ctx.db, id)
    if (!draft) throw new Fault('not_found', 'registry_draft_gone')
    return draft
  },
  can: (actor, draft) => allowIf(isSignedIn(actor) || draft.mends !== null),
  async run(ctx, _, draft) {
    if (draft.sentAs !== null) return receiptOf(ctx, draft.sentAs)
    const parsed = Registration.safeParse(answersOfKind(draft.answers), { reportInput: true })
    if (!parsed.success) throw inputFault(parsed.error)
    const receipt = draft.mends
      ? await sendMended(ctx, draft.mends.registrationId, parsed.data)
      : await submitRegistration(ctx, parsed.data, await senderOf(ctx))
    await closeDraft(ctx.db, draft, receipt.id)
    return receipt
  },
  constraints,
})

/** The draft is the proof: it was begun by the owner or from the signed link. */
async function sendMended(ctx: Context, registrationId: string, answers: Registration) {
  const { subjectId } = await ctx.db.one(subjectOf(registrationId))
  await holdLink(ctx.db, subjectId)
  const found = await getCaseForUpdate(ctx.db, registrationId)
  return resubmitRegistration(ctx, answers, sameSender(ctx, found), returnedCase(found))
}

/** Sent twice (a lost answer, a second tap): the same receipt again. */
async function receiptOf(ctx: Context, registrationId: string): Promise<Receipt> {
  const { subjectId } = await ctx.db.one(subjectOf(registrationId))
  await holdLink(ctx.db, subjectId)
  const { reference, state, deadline } = await getCaseForUpdate(ctx.db, registrationId)
  return {
    id: registrationId,
    subjectId,
    reference,
    state,
    deadline,
    link: statusPath(subjectId, ctx.locale),
  }
}

export const listMine = operation({
  name: 'registry.list_mine',
  summary:
    'What you registered, with everything that happened to it, and what the desk registered with your phone number.',
  http: 'GET /my-registrations',
  input: z.object({}),
  output: z.object({
    items: z.array(OwnEntry),
    claimable: z.array(
      z.object({ id: z.uuid(), name: z.string(), kind: RegistrationKind, reference: z.string() }),
    ),
  }),
  can: (actor) => allowIf(isSignedIn(actor)),
  async run(ctx) {
    const accountId = ctx.actor.accountId ?? ''
    const [entries, contact] = await Promise.all([
      listOwnEntries(ctx.db, accountId),
      contactOf(ctx.db, accountId),
    ])
    const claimable = contact?.phone ? await listClaimable(ctx.db, contact.phone) : []
    const items = entries.map((entry) => ({ ...entry, link: statusPath(entry.subjectId, ctx.locale) }))
    return { items, claimable }
  },
})

export const claim = operation({
  name: 'registry.claim',
  summary: 'Take over what the desk registered with your phone number.',
  http: 'POST /my-registrations/{subjectId}/claim',
  input: z.object({ subjectId: z.uuid() }),
  output: z.object({ subjectId: z.uuid() }),
  can: (actor) => allowIf(isSignedIn(actor)),
  async run(ctx, { subjectId }) {
    const contact = await contactOf(ctx.db, ctx.actor.accountId ?? '')
    if (!contact?.phone) throw new Fault('not_found', 'kernel_not_found')
    await claimEntry(ctx, subjectId, contact.phone)
    ctx.audit({ subject: { type: 'registration', id: subjectId } })
    return { subjectId }
  },
})

export const readOwn = operation({
  name: 'registry.get_own',
  summary: 'One of your own entries, or the one whose link you were sent.',
  http: 'GET /my-registrations/{subjectId}',
  input: z.object({ subjectId: z.uuid(), token: z.string().max(100).optional().describe('Of the link.') }),
  output: z.object({ entry: EntryDetail, rounds: z.array(Round), own: z.boolean() }),
  async subject(ctx, { subjectId, token }) {
    if (token !== undefined) await openLink(ctx.db, subjectId, token)
    const found = await findLatestCase(ctx.db, subjectId)
    if (!found) throw new Fault('not_found', 'registry_case_not_found')
    return found
  },
  can: (actor, found, { token }) => allowIf(token !== undefined || isOwner(actor, found), 'hidden'),
  async run(ctx, { subjectId }, found) {
    const [entry, rounds] = await Promise.all([
      getEntryDetail(ctx.db, found.id),
      listRounds(ctx.db, [subjectId]),
    ])
    return { entry, rounds: rounds.get(subjectId) ?? [], own: isOwner(ctx.actor, found) }
  },
})

/** What the questions need not ask again. */
export const readKnown = operation({
  name: 'registry.known_about_me',
  summary: 'Your name and phone as the register knows them; numbers are masked.',
  http: 'GET /my-person',
  input: z.object({}),
  output: z.object({
    name: z.string(),
    phone: z.string().nullable(),
    nik: z.string().nullable(),
    hasHousehold: z.boolean(),
  }),
  can: (actor) => allowIf(isSignedIn(actor)),
  async run(ctx) {
    const accountId = ctx.actor.accountId ?? ''
    const [person, contact] = await Promise.all([
      findOwnPerson(ctx.db, accountId),
      contactOf(ctx.db, accountId),
    ])
    return {
      name: person?.name ?? contact?.name ?? '',
      phone: contact?.phone ?? null,
      nik: person?.nik ?? null,
      hasHousehold: person?.hasHousehold ?? false,
    }
  },
})

export const listRegistered = operation({
  name: 'registry.list_registrations',
  summary: 'Everything registered in your regions, newest first; by name, reference, kind, state and region.',
  http: 'GET /registrations',
  input: EntryFilter,
  output: EntryPage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, filter) => listEntries(ctx, filter),
})

export const registryOperations = [
  register,
  registerAtDesk,
  resubmit,
  sendDraft,
  listMine,
  claim,
  readOwn,
  readKnown,
  listRegistered,
  ...sheetOperations,
  ...decisionOperations,
  ...directoryOperations,
  ...householdOperations,
  ...kbliOperations,
  ...matchingOperations,
  ...moveOperations,
  ...permitOperations,
  ...organisationOperations,
  ...privacyOperations,
  ...fieldOperations,
  ...financeOperations,
  ...profileOperations,
  ...progressOperations,
  ...studyOperations,
  ...verificationOperations,
]
