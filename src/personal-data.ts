import type { PersonalTable, Retention } from '#kernel/personal-data.ts'
import { kernelPersonalData, kernelRetention } from '#kernel/personal-tables.ts'
import { identityPersonalData, identityRetention } from '#modules/identity/personal-tables.ts'
import { registryPersonalData, registryRetention } from '#modules/registry/privacy/personal-tables.ts'
import { spacePersonalData, spaceRetention } from '#modules/space/personal-tables.ts'

/** Every table that holds something about people, in the order in which a person reads it. */
export const personalTables: readonly PersonalTable[] = [
  ...identityPersonalData,
  ...registryPersonalData,
  ...spacePersonalData,
  ...kernelPersonalData,
]

/** How each retention rule is carried out. */
export const retentions: readonly Retention[] = [
  ...kernelRetention,
  ...identityRetention,
  ...registryRetention,
  ...spaceRetention,
]
