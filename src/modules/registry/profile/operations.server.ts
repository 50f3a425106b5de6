import { z } from 'zod'
import { operation } from '#kernel/operation.ts'
import { findBusiness } from '../business.server.ts'
import { mayReadBusiness } from '../policy.ts'
import { ownerOperations } from './owners.server.ts'
import { headOf, listChanges, profileOf } from './queries.server.ts'
import { BusinessHead, BusinessProfile, HistoryPage, HistoryQuery } from './schema.ts'
import { sectionOperations } from './sections.server.ts'

const One = z.object({ businessId: z.uuid() })

export const readBusiness = operation({
  name: 'registry.get_business',
  summary: 'A business of your own, or of your regions, in short.',
  http: 'GET /businesses/{businessId}',
  input: One,
  output: BusinessHead,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  run: (ctx, _, business) => headOf(ctx, business),
})

export const readProfile = operation({
  name: 'registry.get_profile',
  summary: 'Everything the register knows of a business; its size class with the rule it follows.',
  http: 'GET /businesses/{businessId}/profile',
  input: One,
  output: BusinessProfile,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  run: (ctx, { businessId }) => profileOf(ctx, businessId),
})

export const readChanges = operation({
  name: 'registry.list_changes',
  summary: 'What changed of a business, newest first: who, when, why, and each field before and after.',
  http: 'GET /businesses/{businessId}/changes',
  input: HistoryQuery,
  output: HistoryPage,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  run: (ctx, query) => listChanges(ctx, query),
})

export const profileOperations = [
  readBusiness,
  readProfile,
  readChanges,
  ...sectionOperations,
  ...ownerOperations,
]
