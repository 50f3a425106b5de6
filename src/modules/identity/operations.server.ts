import type { Operation } from '#kernel/operation.ts'
import { accountOperations } from './accounts/admin-operations.server.ts'
import { ownAccountOperations } from './accounts/own-operations.server.ts'
import { consentOperations } from './consents/operations.server.ts'
import { delegationOperations } from './delegations/operations.server.ts'
import { keyOperations } from './keys/operations.server.ts'
import { roleOperations } from './roles/operations.server.ts'
import { passwordOperations } from './security/password-operations.server.ts'
import { secondFactorOperations } from './security/second-factor-operations.server.ts'
import { sessionOperations } from './sessions/operations.server.ts'
import { setUpOperations } from './setup/operations.server.ts'
import { signInOperations } from './sign-in/operations.server.ts'
import { ssoOperations } from './sso/operations.server.ts'

/** Everything people and programs may ask of identity. */
export const identityOperations: readonly Operation[] = [
  ...signInOperations,
  ...ownAccountOperations,
  ...sessionOperations,
  ...passwordOperations,
  ...secondFactorOperations,
  ...consentOperations,
  ...keyOperations,
  ...accountOperations,
  ...roleOperations,
  ...delegationOperations,
  ...setUpOperations,
  ...ssoOperations,
]
