import { z } from 'zod'

export const Session = z.object({
  id: z.uuid(),
  method: z.enum(['code', 'password', 'sso']),
  browser: z.string().describe('Firefox di Android'),
  address: z.string().nullable(),
  remembered: z.boolean(),
  createdAt: z.string(),
  seenAt: z.string(),
  expiresAt: z.string(),
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>
