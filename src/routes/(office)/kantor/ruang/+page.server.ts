import { scopeOf } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { listDeskSpaces } from '#modules/space/desk/operations.server.ts'
import { DeskQuery } from '#modules/space/desk/schema.ts'
import { keepers } from '#modules/space/policy.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const q = searchParams.get('q')?.trim().slice(0, 100) || undefined
  const state = DeskQuery.shape.state.safeParse(searchParams.get('keadaan') ?? undefined).data
  const after = searchParams.get('after') ?? undefined
  return {
    ...(await query(event, listDeskSpaces, { q, state, after })),
    filter: { q, state },
    filtered: q !== undefined || state !== undefined,
    mayAdd: scopeOf(event.locals.actor, keepers).length > 0,
    now: new Date().toISOString(),
  }
}
