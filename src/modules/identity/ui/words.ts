import type { Role } from '#kernel/actor.ts'
import { formatDate } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'

const roleNames: Record<Role, () => string> = {
  officer: m.identity_role_officer,
  manager: m.identity_role_manager,
  head: m.identity_role_head,
  administrator: m.identity_role_administrator,
  member: m.identity_role_member,
  buyer: m.identity_role_buyer,
  mentor: m.identity_role_mentor,
  talent: m.identity_role_talent,
  evaluator: m.identity_role_evaluator,
}
const roleHints: Record<Role, () => string> = {
  officer: m.identity_role_hint_officer,
  manager: m.identity_role_hint_manager,
  head: m.identity_role_hint_head,
  administrator: m.identity_role_hint_administrator,
  member: m.identity_role_hint_member,
  buyer: m.identity_role_hint_buyer,
  mentor: m.identity_role_hint_mentor,
  talent: m.identity_role_hint_talent,
  evaluator: m.identity_role_hint_evaluator,
}

export const roleName = (role: Role) => roleNames[role]()

/** Roles held over a region, with a line on what each is for. */
export const regionalRoles: readonly Role[] = ['officer', 'manager', 'head', 'administrator', 'evaluator']
export const roleOptions = (list: readonly Role[] = regionalRoles) =>
  list.map((role) => ({ value: role, label: roleName(role), hint: roleHints[role]() }))

interface Placed {
  region: string | null
  regionName: string | null
}

/** Where a role holds, in words: the region's name, the nation, or "organisation". */
export const placeName = ({ region, regionName }: Placed) =>
  region === null ? m.identity_organisation() : region === '' ? m.identity_nation() : (regionName ?? region)

export const standInName = (kind: 'plt' | 'plh') => (kind === 'plt' ? m.identity_plt() : m.identity_plh())

/** `1 – 5 Desember`, or `sejak 1 Desember 2026` while open. */
export const periodName = (
  { startsOn, endsOn }: { startsOn: string; endsOn: string | null },
  locale: Locale,
) => {
  const from = formatDate(startsOn, locale)
  return endsOn === null
    ? m.identity_period_open({ from })
    : m.identity_period_closed({ from, to: formatDate(endsOn, locale) })
}

export const stateTones = { coming: 'info', active: 'good', ended: 'done', revoked: 'off' } as const
const stateNames = {
  coming: m.identity_state_coming,
  active: m.identity_state_active,
  ended: m.identity_state_ended,
  revoked: m.identity_state_revoked,
}
export const stateName = (state: keyof typeof stateNames) => stateNames[state]()

const scopeNames: Record<string, () => string> = {
  'region:read': m.identity_scope_region_read,
  'identity:read': m.identity_scope_identity_read,
  'registry:read': m.identity_scope_registry_read,
  'registry:write': m.identity_scope_registry_write,
  'space:read': m.identity_scope_space_read,
  'space:write': m.identity_scope_space_write,
  'impact:read': m.identity_scope_impact_read,
}
export const scopeName = (scope: string) => scopeNames[scope]?.() ?? scope
