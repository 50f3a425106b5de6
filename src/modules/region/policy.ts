import { type Actor, holds, type Role, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'

/** Those who look after the calendar of a region. */
export const calendarRoles: readonly Role[] = ['administrator']

/**
 * A day holds for a whole region, so the role must be held over all of it. Nationwide days are kept by those who administer
 * the whole deployment (`home`, its own region): the decree is entered once, wherever it runs.
 */
export const mayKeepCalendar = (actor: Actor, regionCode: string, home: string): Verdict =>
  allowIf(holds(actor, calendarRoles, regionCode === '' ? home : regionCode))

/** Does the actor keep the calendar of any region at all? */
export const keepsSomeCalendar = (actor: Actor): boolean => scopeOf(actor, calendarRoles).length > 0
