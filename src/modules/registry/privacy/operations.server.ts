import { guestRequestOperations } from './guest.operations.server.ts'
import { requestOperations } from './requests.operations.server.ts'
import { readProcessing } from './retention.server.ts'
import { unmaskOperations } from './unmask.operations.server.ts'

/** What people and offices do with personal data in the register itself. */
export const privacyOperations = [
  ...unmaskOperations,
  ...requestOperations,
  ...guestRequestOperations,
  readProcessing,
]
