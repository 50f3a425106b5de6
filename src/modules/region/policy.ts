import { type Actor, holds, type Role, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Those who look after the calendar of a region. */
export const calendarRoles: readonly Role[] = ['administrator']

/** A day holds for a whole region, so the role must be held over all of it; the nation's over the nation. */
export const mayKeepCalendar = (actor: Actor, regionCode: string): Verdict =>
  allowIf(holds(actor, calendarRoles, regionCode))

/** Does the actor keep the calendar of any region at all? */
export const keepsSomeCalendar = (actor: Actor): boolean => scopeOf(actor, calendarRoles).length > 0
