import { redirect } from '@sveltejs/kit'
import { holds } from '#kernel/actor.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { searchRegion } from '#modules/region/operations.server.ts'
import { addLine, listLines } from '#modules/registry/households/poverty.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { items } = await query(event, listLines, {})
  const codes = [...new Set(items.map(({ scope }) => scope).filter(Boolean))].slice(0, 40)
  const names = new Map<string, string>()
  for (const code of codes) {
    const found = await query(event, searchRegion, { q: code, limit: 1 })
    names.set(code, found.items[0]?.fullName ?? code)
  }
  const { actor } = event.locals
  return {
    items: items.map((line) => ({ ...line, place: names.get(line.scope) ?? m.household_lines_nation() })),
    mayAdd: actor.grants.some(
      ({ region }) => region !== null && region.length <= 5 && holds(actor, ['administrator'], region),
    ),
    own: actor.grants.find(({ region, role }) => role === 'administrator' && region !== null)?.region ?? '',
  }
}

export const actions: Actions = {
  async default(event) {
    // An empty field is the nation, and a form leaves empty fields out.
    const scope = (await readForm(event)).get('scope')?.[0]
    const result = await submit(event, addLine, { scope: String(scope ?? '').trim() })
    if (!result.ok) return result.failure
    setFlash(event, m.household_lines_added())
    redirect(303, href('/kantor/keluarga/garis-kemiskinan', event.locals.locale))
  },
}
