import { type Actor, holds, narrow, type RegionScope, type Role, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Who reads figures of a region. An evaluator reads them too, without what could point at a person. */
export const figureRoles: readonly Role[] = ['officer', 'manager', 'head', 'administrator', 'evaluator']
/** Who may open the records behind a figure by their reference. */
const recordRoles: readonly Role[] = ['officer', 'manager', 'head', 'administrator']
/** Who says what a figure should reach, and publishes it. */
const leadingRoles: readonly Role[] = ['head', 'administrator']

/** The regions whose figures the actor may read, of those asked for; empty when none. */
export const figureScope = (actor: Actor, region?: string): RegionScope =>
  narrow(scopeOf(actor, figureRoles), region)

/** A stranger does not learn which regions have figures. */
export const mayReadFigures = (actor: Actor, region?: string): Verdict =>
  allowIf(
    figureScope(actor, region).length > 0,
    scopeOf(actor, figureRoles).length > 0 ? 'hidden' : 'forbidden',
  )

/** May the actor go from a record in the list to the record itself? */
export const mayOpenRecord = (actor: Actor, regionCode: string): boolean =>
  holds(actor, recordRoles, regionCode)

export const maySetTarget = (actor: Actor, region: string): boolean => holds(actor, leadingRoles, region)

export const mayPublish = (actor: Actor, region: string): Verdict =>
  allowIf(holds(actor, leadingRoles, region))
