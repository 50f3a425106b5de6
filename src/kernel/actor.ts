/** Who acts, and what they may do. Resolved once a request by identity; rules only read it. */
export const roles = [
  'officer',
  'manager',
  'head',
  'administrator',
  'member',
  'buyer',
  'mentor',
  'talent',
  'evaluator',
] as const
export type Role = (typeof roles)[number]

/** A role held in a region or in an organisation, today. `''` is the whole nation. */
export interface Grant {
  role: Role
  region: string | null
  organisationId: string | null
  /** Set when the role is exercised for somebody else (Plt. or Plh.), so that the audit shows both names. */
  onBehalfOf?: { accountId: string; name: string; kind: 'plt' | 'plh' } | null
}

export interface Actor {
  kind: 'anonymous' | 'account' | 'key' | 'system'
  /** The account's id; null for visitors and for the system itself. */
  accountId: string | null
  name: string
  grants: readonly Grant[]
  /** What an API key may do (`space:read`); null where no key is involved. */
  keyScopes: readonly string[] | null
  /** True when a second factor was given in this session. */
  secondFactor: boolean
  sessionId: string | null
}

export const anonymous: Actor = {
  kind: 'anonymous',
  accountId: null,
  name: '',
  grants: [],
  keyScopes: null,
  secondFactor: false,
  sessionId: null,
}

/** Jobs, migrations and the command line act as the system; the audit names which. */
export const systemActor = (name: string): Actor => ({ ...anonymous, kind: 'system', name })

export const isSignedIn = (actor: Actor) => actor.accountId !== null

/** Does region `code` lie in or under `scope`? Codes have fixed lengths by level, so a prefix is containment. */
export const inRegion = (code: string, scope: string) => code.startsWith(scope)

/** Holds the actor one of the roles over this region? The system does. */
export function holds(actor: Actor, wanted: readonly Role[], region: string): boolean {
  if (actor.kind === 'system') return true
  return actor.grants.some(
    (grant) => grant.region !== null && wanted.includes(grant.role) && inRegion(region, grant.region),
  )
}

/** Holds the actor one of the roles in this organisation? */
export function holdsIn(actor: Actor, wanted: readonly Role[], organisationId: string): boolean {
  if (actor.kind === 'system') return true
  return actor.grants.some((grant) => grant.organisationId === organisationId && wanted.includes(grant.role))
}

/** Staff: those who hold any role over a region. */
export const isStaff = (actor: Actor) => actor.grants.some((grant) => grant.region !== null)

declare const brand: unique symbol
/** Region prefixes the actor may list; only `scopeOf` mints it, so no list can be asked for without one. */
export type RegionScope = readonly string[] & { readonly [brand]: 'RegionScope' }

/** The regions in which the actor holds one of the roles, without those already contained in another. */
export function scopeOf(actor: Actor, wanted: readonly Role[] = roles): RegionScope {
  const all =
    actor.kind === 'system'
      ? ['']
      : actor.grants
          .filter((grant) => grant.region !== null && wanted.includes(grant.role))
          .map((grant) => grant.region ?? '')
  const unique = [...new Set(all)].sort()
  const widest = unique.filter(
    (code, index) => !unique.slice(0, index).some((other) => code.startsWith(other)),
  )
  return widest as unknown as RegionScope
}

/** The part of a scope that lies in `region` (a filter a person chose); empty when they may not look there. */
export function narrow(scope: RegionScope, region: string | undefined): RegionScope {
  if (region === undefined || region === '') return scope
  const inside = scope.some((code) => region.startsWith(code))
    ? [region]
    : scope.filter((code) => code.startsWith(region))
  return inside as unknown as RegionScope
}
