import { z } from 'zod'
import { type Actor, holds } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { pictureLimit } from '#platform/files.ts'
import { paperLimit } from '#platform/papers.ts'
import { getCase, getCaseForUpdate, type LockedCase } from '../decisions/queries.server.ts'
import { isOwner, isStaffReader, mayDecide, mayReadCase } from '../policy.ts'
import { addEvidence, removeEvidence, saveItem, saveTicks } from './commands.server.ts'
import { getEvidence, listEvidence, listItems, listLines } from './queries.server.ts'
import { CheckItem, Checklist, Evidence, ItemCode, SaveCheckItem, SaveChecklist } from './schema.ts'

const One = z.object({ registrationId: z.uuid() })

/** Nobody checks their own business; officers and heads of its region do, also those who entered it at the desk. */
function refuseOwn(actor: Actor, subject: { accountId: string | null }): void {
  if (isOwner(actor, subject)) throw new Fault('forbidden', 'registry_own_case')
}

/** Notes and evidence are for officers of the region, never for the one they are about. */
const mayLook = (actor: Actor, subject: { regionCode: string; accountId: string | null }): Verdict =>
  isOwner(actor, subject) ? 'forbidden' : mayReadCase(actor, { ...subject, submittedBy: null })

async function describe(ctx: Context, found: LockedCase): Promise<z.input<typeof Checklist>> {
  const [lines, evidence] = await Promise.all([
    listLines(ctx.db, found, ctx.locale),
    listEvidence(ctx.db, found.subjectId),
  ])
  const mayCheck = mayDecide(ctx.actor, found) === 'allowed' && !isOwner(ctx.actor, found)
  return { registrationId: found.id, lines, evidence, mayCheck }
}

const audited = (found: LockedCase, changes: Record<string, unknown>) => ({
  subject: { type: 'registration', id: found.id },
  region: found.regionCode,
  changes,
})

export const readChecklist = operation({
  name: 'registry.get_checklist',
  summary: 'What is looked at before a registration is approved, what was ticked, and the evidence.',
  http: 'GET /registrations/{registrationId}/checklist',
  input: One,
  output: Checklist,
  subject: (ctx, { registrationId }) => getCase(ctx.db, registrationId),
  can: (actor, subject) => mayLook(actor, subject),
  run: (ctx, _, found) => describe(ctx, found),
})

export const saveChecklist = operation({
  name: 'registry.save_checklist',
  summary: 'Tick what was looked at, with a note; what is not named stays as it is.',
  http: 'PUT /registrations/{registrationId}/checklist',
  input: SaveChecklist,
  output: Checklist,
  subject: (ctx, { registrationId }) => getCaseForUpdate(ctx.db, registrationId),
  can: (actor, found) => mayDecide(actor, found),
  async run(ctx, { items }, found) {
    refuseOwn(ctx.actor, found)
    const changed = await saveTicks(ctx, found, items)
    ctx.audit(changed.length > 0 ? audited(found, { items: changed }) : { nothing: true })
    return describe(ctx, found)
  },
})

const isPaper = (file: File) => file.type === 'application/pdf'

/** A photo or a PDF that a form sent. */
const Paper = z
  .instanceof(File, { error: 'kernel_field_required' })
  .refine((file) => file.size > 0, 'kernel_field_required')
  .refine((file) => file.size <= (isPaper(file) ? paperLimit : pictureLimit), 'verification_field_file_size')

/** Comes by a form: a photograph is no JSON. */
export const uploadEvidence = operation({
  name: 'registry.add_evidence',
  summary: 'Add a photo or a PDF that shows what was looked at.',
  creates: true,
  input: One.extend({
    file: Paper,
    itemCode: ItemCode.optional(),
    caption: z.string().trim().max(120).default(''),
  }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { registrationId }) => getCaseForUpdate(ctx.db, registrationId),
  can: (actor, found) => mayDecide(actor, found),
  async run(ctx, { file, itemCode, caption }, found) {
    refuseOwn(ctx.actor, found)
    const id = await addEvidence(ctx, found, { file, itemCode, caption })
    ctx.audit(audited(found, { evidence: id }))
    return { id }
  },
})

const OneEvidence = z.object({ evidenceId: z.uuid() })

export const takeEvidenceDown = operation({
  name: 'registry.remove_evidence',
  summary: 'Take a photo or paper out of the evidence.',
  http: 'POST /evidence/{evidenceId}/removal',
  input: OneEvidence,
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { evidenceId }) => getEvidence(ctx.db, evidenceId),
  can: (actor, evidence) => mayDecide(actor, { ...evidence, submittedBy: null }),
  async run(ctx, { evidenceId }, evidence) {
    refuseOwn(ctx.actor, evidence)
    await removeEvidence(ctx, evidenceId)
    ctx.audit({ subject: { type: 'evidence', id: evidenceId }, region: evidence.regionCode })
    return { id: evidenceId }
  },
})

/** May this person see the bytes? Officers of the region; never the owner, who is its subject. */
export const readEvidence = operation({
  name: 'registry.get_evidence',
  summary: 'What is known of a piece of evidence that the caller may see.',
  input: OneEvidence,
  output: Evidence,
  reads: true,
  subject: (ctx, { evidenceId }) => getEvidence(ctx.db, evidenceId),
  can: (actor, subject) => mayLook(actor, subject),
  async run(_ctx, _input, { id, itemCode, caption, mediaType, bytes, at, by }) {
    return { id, itemCode, caption, mediaType, bytes, at, by }
  },
})

export const listCheckItems = operation({
  name: 'registry.list_check_items',
  summary: 'The checklist of verification, for all kinds.',
  http: 'GET /check-items',
  input: z.object({}),
  output: z.object({ items: z.array(CheckItem) }),
  can: (actor) => allowIf(isStaffReader(actor)),
  run: async (ctx) => ({ items: await listItems(ctx.db) }),
})

/** The checklist belongs to the deployment: its region's administrators keep it. */
export const saveCheckItem = operation({
  name: 'registry.save_check_item',
  summary: 'Add an item to the checklist, or change one. Required: of registrations sent from then on.',
  http: 'PUT /check-items/{code}',
  secondFactor: true,
  input: SaveCheckItem,
  output: z.object({ code: z.string() }),
  subject: async (ctx) => (await getSettings(ctx.db, 'site')).region,
  can: (actor, home) => allowIf(holds(actor, ['administrator'], home)),
  async run(ctx, item) {
    await saveItem(ctx, item)
    ctx.audit({
      subject: { type: 'check_item', id: item.code },
      changes: { required: item.required, active: item.active },
    })
    return { code: item.code }
  },
})

export const verificationOperations = [
  readChecklist,
  saveChecklist,
  uploadEvidence,
  takeEvidenceDown,
  readEvidence,
  listCheckItems,
  saveCheckItem,
]
