import type { PersonalTable } from '#kernel/personal-data.ts'
import { businessTables } from './business-tables.ts'
import { householdTables } from './household-tables.ts'
import { registerTables } from './register-tables.ts'

/** Everything the register holds about people. */
export const registryPersonalData: readonly PersonalTable[] = [
  ...registerTables,
  ...businessTables,
  ...householdTables,
]
