import { type Actor, scopeOf } from '#kernel/actor.ts'
import { figureRoles } from '#modules/impact/policy.ts'
import { mayGoOut } from '#modules/registry/field/policy.ts'
import { isStaffReader } from '#modules/registry/policy.ts'
import { deciders, deskRoles } from '#modules/space/policy.ts'

/** Parts of the office that somebody may or may not open. */
export interface OfficePages {
  inbox: boolean
  spaces: boolean
  /** The registry: businesses, registrations, families, duplicates, progress, permits. */
  registry: boolean
  field: boolean
  figures: boolean
}

/** What the actor's own policies let them open, so that the menu never leads to a closed door. */
export const officePagesOf = (actor: Actor): OfficePages => ({
  inbox: isStaffReader(actor) || scopeOf(actor, deciders).length > 0,
  spaces: scopeOf(actor, deskRoles).length > 0,
  registry: isStaffReader(actor),
  field: mayGoOut(actor) === 'allowed',
  figures: scopeOf(actor, figureRoles).length > 0,
})
