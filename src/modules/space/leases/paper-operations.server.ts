import { z } from 'zod'
import { type Actor, holds, scopeOf } from '#kernel/actor.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { getSpace } from '../places/queries.server.ts'
import { isDesk } from '../policy.ts'
import { SpaceKey } from '../schema.ts'
import { findReceipt, getCharge, listCharges, payCharge, waiveCharge, writeDue } from './charges.server.ts'
import { checkLetter, issueLetter } from './letters.server.ts'
import { mayDecideLease, mayServeLease } from './policy.ts'
import { getLease } from './queries.server.ts'
import { Charge, LetterCheck, LetterTemplate, ReceiptCheck, Token } from './schema.ts'
import { payMethods } from './states.ts'
import { askForLetters, endDue, remindEnding } from './sweep.server.ts'
import { findTemplate, saveTemplate } from './templates.server.ts'

const system = (actor: Actor) => allowIf(actor.kind === 'system', 'hidden')

export const makeLetter = operation({
  name: 'space.issue_letter',
  summary: 'Make the letter of a long hire: its permit, or its revocation.',
  input: z.object({ leaseId: z.uuid(), kind: z.enum(['permit', 'revocation']).default('permit') }),
  output: z.object({ id: z.uuid(), number: z.string() }),
  subject: (ctx, { leaseId }) => getLease(ctx, leaseId, true),
  can: system,
  run: (ctx, { kind }, lease) => issueLetter(ctx, lease, kind),
})

export const readLetter = operation({
  name: 'space.check_letter',
  summary:
    'What a letter is worth today, by the token in its QR code: number, date, signer, valid or revoked, hash of the PDF.',
  http: 'GET /letters/{token}',
  input: z.object({ token: Token }),
  output: LetterCheck.extend({ id: z.uuid() }),
  can: () => 'allowed',
  run: (ctx, { token }) => checkLetter(ctx, token),
})

export const readReceipt = operation({
  name: 'space.check_receipt',
  summary: 'A receipt by the token in its QR code: number, amount, who paid it, for what and when.',
  http: 'GET /receipts/{token}',
  input: z.object({ token: Token }),
  output: ReceiptCheck,
  can: () => 'allowed',
  async run(ctx, { token }) {
    const { regionCode, ...receipt } = await findReceipt(ctx, token)
    const { government, agency, unit, address, contact, place } = (await findTemplate(ctx, regionCode))
      .template
    return { ...receipt, head: { government, agency, unit, address, contact, place } }
  },
})

export const readCharges = operation({
  name: 'space.list_charges',
  summary: 'Retribusi of the places of a space: due, paid or waived; what is overdue first.',
  http: 'GET /spaces/{spaceId}/charges',
  input: PageQuery.extend({ spaceId: SpaceKey, state: z.enum(['due', 'paid', 'waived']).default('due') }),
  output: pageOf(Charge),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: (actor, space) => allowIf(isDesk(actor, space.regionCode)),
  run: (ctx, filter, space) => listCharges(ctx, space.id, filter),
})

const OneCharge = z.object({ chargeId: z.uuid() })

export const pay = operation({
  name: 'space.pay_charge',
  summary: 'Record that a charge was paid. The receipt gets its number.',
  http: 'POST /charges/{chargeId}/payment',
  input: OneCharge.extend({ method: z.enum(payMethods).default('cash') }),
  output: Charge,
  subject: (ctx, { chargeId }) => getCharge(ctx, chargeId),
  can: (actor, it) => mayServeLease(actor, it),
  run: (ctx, { method }, charge) => payCharge(ctx, charge, method),
})

export const waive = operation({
  name: 'space.waive_charge',
  summary: 'Waive a charge, with the reason.',
  http: 'POST /charges/{chargeId}/waiver',
  input: OneCharge.extend({ reason: z.string().trim().min(3).max(300) }),
  output: Charge,
  subject: (ctx, { chargeId }) => getCharge(ctx, chargeId),
  can: (actor, it) => mayDecideLease(actor, it),
  run: (ctx, { reason }, charge) => waiveCharge(ctx, charge, reason),
})

const mayWriteLetters = (actor: Actor, regionCode: string) => holds(actor, ['administrator'], regionCode)

export const readTemplate = operation({
  name: 'space.get_letter_template',
  summary:
    'Head, texts, numbering and signer of the letters for places in a region, from the nearest region above it.',
  http: 'GET /letter-templates/{regionCode}',
  input: z.object({ regionCode: RegionCode }),
  output: z.object({
    regionCode: z.string().nullable(),
    template: LetterTemplate,
    version: z.number().int(),
  }),
  can: (actor, _, { regionCode }) =>
    allowIf(
      isDesk(actor, regionCode) ||
        scopeOf(actor, ['administrator']).some((scope) => scope.startsWith(regionCode)),
    ),
  run: (ctx, { regionCode }) => findTemplate(ctx, regionCode),
})

export const writeTemplate = operation({
  name: 'space.save_letter_template',
  summary: 'Write the template of the letters of a region. Letters already issued stay as they are.',
  http: 'PUT /letter-templates/{regionCode}',
  input: LetterTemplate.extend({
    regionCode: RegionCode,
    version: z.number().int().min(0).describe('The version you saw of this very region; 0 for its first.'),
  }),
  output: z.object({ version: z.number().int() }),
  can: (actor, _, { regionCode }) => allowIf(mayWriteLetters(actor, regionCode)),
  async run(ctx, { regionCode, version, ...template }) {
    return { version: await saveTemplate(ctx, regionCode, template, version) }
  },
})

export const sweepLeases = operation({
  name: 'space.sweep_leases',
  summary: 'End leases whose term is over, remind those whose end is near, and write what has become due.',
  input: z.object({}),
  output: z.object({
    ended: z.number().int(),
    reminded: z.number().int(),
    letters: z.number().int(),
    charges: z.number().int(),
  }),
  can: system,
  async run(ctx) {
    const [ended, reminded] = [await endDue(ctx), await remindEnding(ctx)]
    const done = { ended, reminded, letters: await askForLetters(ctx), charges: await writeDue(ctx) }
    ctx.audit({ changes: done, nothing: Object.values(done).every((count) => count === 0) })
    return done
  },
})

export const paperOperations = [
  makeLetter,
  readLetter,
  readReceipt,
  readCharges,
  pay,
  waive,
  readTemplate,
  writeTemplate,
  sweepLeases,
]
