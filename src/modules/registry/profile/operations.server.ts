import { z } from 'zod'
import { operation } from '#kernel/operation.ts'
import { findBusiness } from '../business.server.ts'
import { mayReadBusiness } from '../policy.ts'
import { headOf } from './queries.server.ts'
import { BusinessHead } from './schema.ts'

export const readBusiness = operation({
  name: 'registry.get_business',
  summary: 'A business of your own, or of your regions, in short.',
  http: 'GET /businesses/{businessId}',
  input: z.object({ businessId: z.uuid() }),
  output: BusinessHead,
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  run: (ctx, _, business) => headOf(ctx, business),
})

export const profileOperations = [readBusiness]
