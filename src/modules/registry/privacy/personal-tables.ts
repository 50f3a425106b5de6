import type { PersonalTable, Retention } from '#kernel/personal-data.ts'
import { businessTables } from './business-tables.ts'
import { householdTables } from './household-tables.ts'
import { registerTables } from './register-tables.ts'
import { trailTables } from './trail-tables.ts'

/** Everything the register holds about people. */
export const registryPersonalData: readonly PersonalTable[] = [
  ...registerTables,
  ...businessTables,
  ...householdTables,
  ...trailTables,
]

export const registryRetention: readonly Retention[] = [
  {
    key: 'answered_requests',
    statement: `update registry.data_request set wish_sealed = ''::bytea
      where handled_at < now() - make_interval(days => $1) and length(wish_sealed) > 0`,
  },
]
