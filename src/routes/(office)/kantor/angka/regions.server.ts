import type { RequestEvent } from '@sveltejs/kit'
import { scopeOf } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { figureRoles } from '#modules/impact/policy.ts'
import { listProvinces, readChildren } from '#modules/region/operations.server.ts'
import { levelOf } from '#modules/region/rules.ts'

/** Regions directly under the one the actor serves: what figures can be narrowed to. */
export async function regionChoices(event: RequestEvent): Promise<{ value: string; label: string }[]> {
  const scope = scopeOf(event.locals.actor, figureRoles)
  const [code] = scope
  if (scope.length !== 1 || code === undefined || (code !== '' && levelOf(code) === 4)) return []
  const { items } =
    code === '' ? await query(event, listProvinces, {}) : await query(event, readChildren, { code })
  return items.map((region) => ({ value: region.code, label: region.name }))
}
