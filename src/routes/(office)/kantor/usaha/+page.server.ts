import { holds } from '#kernel/actor.ts'
import { query } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { RegionCode } from '#modules/region/schema.ts'
import { listWaiting } from '#modules/registry/decisions/operations.server.ts'
import { listRegistered } from '#modules/registry/operations.server.ts'
import { deciders } from '#modules/registry/policy.ts'
import { EntryFilter, RegistrationKind } from '#modules/registry/schema.ts'
import type { PageServerLoad } from './$types'

/** What the address asks for; anything unreadable is as if not asked. */
function filterOf(search: URLSearchParams) {
  const pick = (name: string) => search.get(name)?.trim() || undefined
  const kind = RegistrationKind.safeParse(pick('jenis'))
  const state = EntryFilter.shape.state.safeParse(pick('keadaan'))
  const region = RegionCode.safeParse(pick('wilayah'))
  return {
    search: pick('q')?.slice(0, 100),
    kind: kind.data,
    state: state.data,
    region: region.data,
    after: pick('after'),
  }
}

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const filter = filterOf(event.url.searchParams)
  const [{ items, next }, { waiting, overdue }] = await Promise.all([
    query(event, listRegistered, filter),
    query(event, listWaiting, { limit: 1 }),
  ])
  return {
    filter,
    next,
    waiting,
    overdue,
    mayRegister: actor.grants.some((grant) => grant.region !== null && holds(actor, deciders, grant.region)),
    items: items.map(({ id, name, reference, kind, state, place, submittedAt, deadline, regionCode }) => ({
      id,
      name,
      reference,
      kind,
      state,
      place: place.split(', ').slice(0, 2).join(', '),
      href: href(`/kantor/usaha/${id}`, locale),
      submitted: formatDate(submittedAt, locale, zoneOf(regionCode)),
      deadline: state === 'submitted' ? formatDate(deadline, locale, zoneOf(regionCode), 'short') : null,
      overdue: state === 'submitted' && deadline < new Date().toISOString(),
    })),
  }
}
