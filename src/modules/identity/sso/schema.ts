import { z } from 'zod'
import { Origin } from '../sign-in/schema.ts'

export const OfficeSignIn = Origin.extend({
  token: z.string().min(16).max(200),
  methods: z
    .array(z.string())
    .max(20)
    .describe('How the provider says the person proved themselves (RFC 8176).'),
})

export const SsoState = z.object({
  configured: z
    .object({
      name: z.string(),
      issuer: z.string(),
      clientId: z.string(),
      callback: z.string().describe('Redirect address to register at the provider.'),
      problem: z.string().nullable().describe('Why the provider is of no use now; null when it answers.'),
      linked: z.number().int().describe('Accounts that have signed in this way.'),
    })
    .nullable(),
})
