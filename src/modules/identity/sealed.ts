import type { SealedColumn } from '#kernel/sealing.server.ts'

/** Secrets of authenticator apps. */
export const identitySealed: readonly SealedColumn[] = [
  { table: 'identity.second_factor', id: 'account_id', column: 'secret', purpose: 'totp' },
]
