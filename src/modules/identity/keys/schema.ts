import { z } from 'zod'

/**
 * What a key may be allowed. There is no `identity:write`: a key cannot change accounts, roles or keys,
 * so one that leaks cannot make itself more powerful or longer-lived.
 */
export const keyScopes = [
  'region:read',
  'identity:read',
  'registry:read',
  'registry:write',
  'space:read',
  'space:write',
  'impact:read',
] as const
export const KeyScope = z.enum(keyScopes)

export const keyMonths = ['1', '6', '12'] as const

export const NewKey = z.object({
  name: z.string().trim().min(2).max(80).describe('What uses it: “kalender di situs kelurahan”.'),
  scopes: z.array(KeyScope).min(1, 'kernel_field_choose').max(keyScopes.length),
  months: z.enum(keyMonths).describe('Months until it ends by itself.'),
  /** Made by the page that shows the key once, so that no stored answer holds it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  start: z.string().regex(/^bdy_[A-Za-z0-9_-]{6}$/),
})

export const Key = z.object({
  id: z.uuid(),
  name: z.string(),
  start: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
export type Key = z.infer<typeof Key>
