import type { SealedColumn } from '#kernel/sealing.server.ts'

/** What the register keeps unreadable; a rotation of keys seals it again. */
export const registrySealed: readonly SealedColumn[] = [
  { table: 'registry.person', id: 'id', column: 'nik_sealed', purpose: 'registry.nik' },
  { table: 'registry.household', id: 'id', column: 'kk_sealed', purpose: 'registry.kk' },
  { table: 'registry.business', id: 'id', column: 'npwp_sealed', purpose: 'registry.npwp' },
  { table: 'registry.draft', id: 'id', column: 'answers', purpose: 'registry.draft' },
  { table: 'registry.data_request', id: 'id', column: 'wish_sealed', purpose: 'registry.data_request' },
]
