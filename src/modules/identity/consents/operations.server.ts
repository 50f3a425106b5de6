import { z } from 'zod'
import { operation } from '#kernel/operation.ts'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { ownId } from '../accounts/own-operations.server.ts'
import { signedIn } from '../policy.ts'
import { recordConsent } from './commands.server.ts'
import { listConsents, listPurposes } from './queries.server.ts'
import { ConsentAnswer, ConsentEntry, Purpose, PurposeAnswer } from './schema.ts'

export const readPurposes = operation({
  name: 'identity.list_purposes',
  summary: 'Why personal data are processed here, on which legal basis, until when.',
  http: 'GET /purposes',
  input: z.object({}),
  output: z.object({ items: z.array(Purpose) }),
  can: () => 'allowed',
  run: async (ctx) => ({ items: await listPurposes(ctx.db, null, ctx.locale) }),
})

export const readOwnConsents = operation({
  name: 'identity.list_consents',
  summary: 'Every purpose with one’s newest answer.',
  http: 'GET /me/consents',
  input: z.object({}),
  output: z.object({ items: z.array(PurposeAnswer) }),
  can: signedIn,
  run: async (ctx) => ({ items: await listPurposes(ctx.db, ownId(ctx.actor), ctx.locale) }),
})

export const readConsentHistory = operation({
  name: 'identity.list_consent_history',
  summary: 'One’s answers in the order they were given, newest first.',
  http: 'GET /me/consents/history',
  input: PageQuery,
  output: pageOf(ConsentEntry),
  can: signedIn,
  run: (ctx, page) => listConsents(ctx.db, ownId(ctx.actor), { ...page, locale: ctx.locale }),
})

export const answerConsent = operation({
  name: 'identity.answer_consent',
  summary: 'Give or withdraw consent to one purpose. A withdrawal holds at once.',
  http: 'PUT /me/consents/{purpose}',
  input: ConsentAnswer,
  output: z.object({ id: z.uuid(), purpose: z.string(), given: z.boolean(), version: z.number().int() }),
  can: signedIn,
  async run(ctx, { purpose, given }) {
    const accountId = ownId(ctx.actor)
    const recorded = await recordConsent(ctx, { accountId, purpose, given })
    ctx.audit({ subject: { type: 'account', id: accountId }, changes: { purpose, given } })
    return { ...recorded, purpose, given }
  },
})

export const consentOperations = [readPurposes, readOwnConsents, readConsentHistory, answerConsent]
