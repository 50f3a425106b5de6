import type { SealedColumn } from '#kernel/sealing.server.ts'

/** What the register keeps unreadable; a rotation of keys seals it again. */
export const registrySealed: readonly SealedColumn[] = [
  { table: 'registry.person', id: 'id', column: 'nik_sealed', purpose: 'registry.nik' },
  { table: 'registry.household', id: 'id', column: 'kk_sealed', purpose: 'registry.kk' },
  { table: 'registry.business', id: 'id', column: 'npwp_sealed', purpose: 'registry.npwp' },
  {
    table: 'registry.business_finance',
    id: 'id',
    column: 'amounts_sealed',
    purpose: 'registry.business_finance',
  },
  { table: 'registry.draft', id: 'id', column: 'answers', purpose: 'registry.draft' },
  { table: 'registry.progress', id: 'id', column: 'debt_sealed', purpose: 'registry.debt' },
  {
    table: 'registry.household_debt',
    id: 'id',
    column: 'amounts_sealed',
    purpose: 'registry.household_debt',
  },
  { table: 'registry.household_change', id: 'id', column: 'sealed', purpose: 'registry.household_change' },
  { table: 'registry.study', id: 'id', column: 'key_sealed', purpose: 'registry.study_key' },
  { table: 'registry.data_request', id: 'id', column: 'wish_sealed', purpose: 'registry.data_request' },
  { table: 'registry.import_run', id: 'id', column: 'preview', purpose: 'registry.import.preview' },
]
