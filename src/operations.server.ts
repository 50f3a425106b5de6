import { administrationOperations } from '#kernel/administration.server.ts'
import type { Operation } from '#kernel/operation.ts'
import { identityOperations } from '#modules/identity/operations.server.ts'
import { impactOperations } from '#modules/impact/operations.server.ts'
import { regionOperations } from '#modules/region/operations.server.ts'
import { registryOperations } from '#modules/registry/operations.server.ts'
import { spaceOperations } from '#modules/space/operations.server.ts'
import { wholeProgramOperations } from './privacy.server.ts'

/** Every operation of the program: what REST, the API document, the fuzzer and the authorisation probe go by. */
export const operations: readonly Operation[] = [
  ...administrationOperations,
  ...identityOperations,
  ...regionOperations,
  ...registryOperations,
  ...wholeProgramOperations,
  ...(spaceOperations as unknown as readonly Operation[]),
  ...(impactOperations as unknown as readonly Operation[]),
]
