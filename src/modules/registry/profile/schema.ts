import { z } from 'zod'
import { registrationStates } from '../rules.ts'
import { RegistrationKind } from '../schema.ts'

/** What stands above every page about one business. */
export const BusinessHead = z.object({
  id: z.uuid(),
  reference: z.string(),
  kind: RegistrationKind.exclude(['organisation']),
  name: z.string(),
  state: z.enum(registrationStates.states),
  regionCode: z.string(),
  place: z.string().describe('Full name of the region.'),
  ownerName: z.string().describe('Of the main owner.'),
  own: z.boolean().describe('The business of whoever asks.'),
  mayChange: z.boolean(),
  version: z.number().int(),
})
export type BusinessHead = z.infer<typeof BusinessHead>
