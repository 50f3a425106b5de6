import { holds } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { listFamilies } from '#modules/registry/households/operations.server.ts'
import { HouseholdFilter } from '#modules/registry/households/schema.ts'
import { deciders } from '#modules/registry/policy.ts'
import type { PageServerLoad } from './$types'

/** What the address asks for; anything unreadable is as if not asked. */
function filterOf(search: URLSearchParams) {
  const pick = (name: string) => search.get(name)?.trim() || undefined
  const { state, rung } = HouseholdFilter.shape
  return {
    search: pick('q')?.slice(0, 100),
    region: RegionCode.safeParse(pick('wilayah')).data,
    state: state.safeParse(pick('keadaan')).data,
    rung: rung.safeParse(Number(pick('jenjang') ?? Number.NaN)).data,
    moneylender: pick('rentenir') === 'ya' ? true : undefined,
    after: pick('after'),
  }
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const filter = filterOf(event.url.searchParams)
  const { items, next } = await query(event, listFamilies, filter)
  return {
    filter,
    next,
    mayRecord: actor.grants.some((grant) => grant.region !== null && holds(actor, deciders, grant.region)),
    items: items.map(({ place, id, ...item }) => ({
      ...item,
      id,
      place: place.split(', ').slice(0, 2).join(', '),
      href: href(`/kantor/keluarga/${id}`, locale),
    })),
  }
}
