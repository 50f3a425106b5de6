import { type Actor, type Grant, inRegion, type Role } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Where a role is held: over a region (`''` is the nation) or in an organisation. */
export interface Place {
  region: string | null
  organisationId: string | null
}

/** What the actor holds in their own right. What one holds for somebody else (Plt., Plh.) cannot be handed on. */
export const ownGrants = (actor: Actor): readonly Grant[] => actor.grants.filter((grant) => !grant.onBehalfOf)

/** Does a grant reach over all of this place? The nation's reach every organisation; a region's only regions. */
function covers(grant: Grant, place: Place): boolean {
  if (place.organisationId !== null)
    return grant.organisationId === place.organisationId || grant.region === ''
  return grant.region !== null && place.region !== null && inRegion(place.region, grant.region)
}

const administers = (grants: readonly Grant[], place: Place) =>
  grants.some((grant) => grant.role === 'administrator' && covers(grant, place))

/** Roles are given and taken by administrators, within what they administer themselves: nobody gives more than they have. */
export const mayGrant = (actor: Actor, place: Place): boolean =>
  actor.kind === 'system' || administers(ownGrants(actor), place)

export interface HeldRole extends Place {
  accountId: string
  role: Role
}

/** A head names who stands in for them; an administrator does it for a post that is vacant. */
export const mayDelegate = (actor: Actor, held: HeldRole): boolean =>
  mayGrant(actor, held) ||
  (actor.accountId === held.accountId &&
    held.role === 'head' &&
    ownGrants(actor).some((grant) => isSame(grant, held)))

const isSame = (grant: Grant, held: HeldRole) =>
  grant.role === held.role && grant.region === held.region && grant.organisationId === held.organisationId

/** Does the actor administer anything: a region, an organisation? */
export const isAdministrator = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.grants.some(({ role }) => role === 'administrator')

/** Those who have to do with delegations: administrators, and heads for their own post. */
export const mayUseDelegations = (actor: Actor): Verdict =>
  allowIf(isAdministrator(actor) || ownGrants(actor).some(({ role }) => role === 'head'))

/**
 * An account may be looked after (disabled, helped back in) by whoever administers every place where it holds a role:
 * so nobody locks out somebody with more power. One without a role belongs to the deployment's administrators.
 */
export function mayManageAccount(actor: Actor, held: readonly Place[], home: string): boolean {
  if (actor.kind === 'system') return true
  const places = held.length > 0 ? held : [{ region: home, organisationId: null }]
  return places.every((place) => administers(actor.grants, place))
}

/** Sees every account: the administrators of the region that this deployment serves. */
export const seesEveryAccount = (actor: Actor, home: string): boolean =>
  actor.kind === 'system' || administers(actor.grants, { region: home, organisationId: null })

/** Acts of a person on their own account; a key never changes its owner's account (no `identity:write` is ever issued). */
export const signedIn = (actor: Actor): Verdict => allowIf(actor.accountId !== null)
