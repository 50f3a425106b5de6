import type { PersonalTable } from '#kernel/personal-data.ts'
import { kernelPersonalData } from '#kernel/personal-tables.ts'
import { identityPersonalData } from '#modules/identity/personal-tables.ts'
import { registryPersonalData } from '#modules/registry/privacy/personal-tables.ts'
import { spacePersonalData } from '#modules/space/personal-tables.ts'

/** Every table that holds something about people, in the order in which a person reads it. */
export const personalTables: readonly PersonalTable[] = [
  ...identityPersonalData,
  ...registryPersonalData,
  ...spacePersonalData,
  ...kernelPersonalData,
]
