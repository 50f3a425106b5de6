import type { RequestEvent } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { readForm } from '#kernel/form.server.ts'
import { chosenRegion } from '#modules/region/picker.server.ts'
import type { Region } from '#modules/region/schema.ts'

/** The first region the actor administers; `''` is the nation. What a form proposes when nothing is chosen. */
export const homeCode = (event: RequestEvent): string =>
  scopeOf(event.locals.actor, ['administrator'])[0] ?? ''

export const homeRegion = (event: RequestEvent): Promise<Region | null> =>
  chosenRegion(event, homeCode(event))

/** The code a region picker of this name has sent, or the actor's own region when nothing was chosen. */
export async function sentRegion(event: RequestEvent, name: string): Promise<string> {
  const sent = (await readForm(event)).get(name)?.[0]
  return typeof sent === 'string' && sent !== '' ? sent : homeCode(event)
}
