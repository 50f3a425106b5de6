import { type Actor, anonymous, type Grant } from '#kernel/actor.ts'
import type { DemoStaff } from './cast.ts'

/** A member of staff as somebody who just signed in. */
export const actorOf = ({ id, name, roles }: DemoStaff): Actor => ({
  ...anonymous,
  kind: 'account',
  accountId: id,
  name,
  grants: roles.map(({ role, region }): Grant => ({ role, region, organisationId: null })),
  secondFactor: true,
})
