import type { SealedColumn } from '#kernel/sealing.server.ts'

/** What spaces keep unreadable: seeds before their draw, and the keys that sign results. */
export const spaceSealed: readonly SealedColumn[] = [
  { table: 'space.round', id: 'id', column: 'seed_sealed', purpose: 'space.round_seed' },
  { table: 'space.signing_key', id: 'id', column: 'private_sealed', purpose: 'space.signing_key' },
]
