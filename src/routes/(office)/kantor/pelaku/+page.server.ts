import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import {
  countFound,
  deactivateBusinesses,
  findBusinesses,
  forgetView,
  saveView,
} from '#modules/registry/directory/operations.server.ts'
import { filterIn, parentOf, queryOf } from '#modules/registry/directory/ui/address.ts'
import { facetsOf } from '#modules/registry/directory/ui/facets.ts'
import { countText } from '#modules/registry/directory/ui/labels.ts'
import { mayGoOut } from '#modules/registry/field/policy.ts'
import { businessPath } from '#modules/registry/ui/tabs.ts'
import type { Actions, PageServerLoad } from './$types'
import { askedOf } from './directory.server.ts'

const path = '/kantor/pelaku'

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const asked = await askedOf(event, path)
  const { sort: _, ...narrowing } = asked.filter
  const after = event.url.searchParams.get('after') ?? undefined
  const [page, counts] = await Promise.all([
    query(event, findBusinesses, { ...asked.filter, after, limit: 25 }),
    query(event, countFound, narrowing),
  ])
  // Where all lie in one district, its name says nothing.
  const oneDistrict = new Set(page.items.map(({ regionCode }) => regionCode.slice(0, 8))).size === 1
  const wider = asked.filter.region && parentOf(asked.filter.region)
  return {
    ...asked,
    mayVisit: mayGoOut(event.locals.actor) === 'allowed',
    next: page.next,
    guessed: page.guessed,
    total: countText(counts.total, counts.more, locale),
    facets: facetsOf(asked.filter, counts, path, locale),
    wider: wider ? href(path, locale) + queryOf({ ...asked.filter, region: wider }) : null,
    sortHref: {
      newest: href(path, locale) + queryOf({ ...asked.filter, sort: 'newest' }),
      name: href(path, locale) + queryOf({ ...asked.filter, sort: 'name' }),
    },
    mapHref: href(`${path}/peta`, locale) + asked.here,
    exportHref: href('/kantor/ekspor', locale) + asked.here,
    own: asked.views.filter(({ mine }) => mine).map(({ id, name }) => ({ id, name })),
    items: page.items.map(
      ({ id, name, reference, kind, state, sector, size, ownerName, place, createdAt, regionCode }) => ({
        id,
        name,
        reference,
        kind,
        state,
        sector,
        size,
        ownerName,
        href: href(businessPath('office', id), locale),
        place: place
          .split(', ')
          .slice(0, oneDistrict ? 1 : 2)
          .join(', '),
        since: formatDate(createdAt, locale, zoneOf(regionCode), 'short'),
      }),
    ),
  }
}

export const actions: Actions = {
  save: async (event) => {
    const filter = filterIn(event.url.searchParams)
    const saved = await submit(event, saveView, filter)
    if (!saved.ok) return { ...saved.failure.data, form: 'save' as const }
    setFlash(event, m.directory_view_saved({ name: saved.output.name }))
    redirect(303, href(path, event.locals.locale) + queryOf(filter))
  },
  remove: async (event) => {
    const removed = await submit(event, forgetView)
    if (!removed.ok) return { ...removed.failure.data, form: 'remove' as const }
    setFlash(event, m.directory_view_removed())
    redirect(303, href(path, event.locals.locale))
  },
  deactivate: async (event) => {
    const done = await submit(event, deactivateBusinesses)
    if (!done.ok) return { ...done.failure.data, form: 'bulk' as const }
    const refused = done.output.results.filter((result) => !result.ok)
    const closed = done.output.results.length - refused.length
    if (refused.length === 0) {
      setFlash(event, m.directory_bulk_done({ count: closed }))
      redirect(303, href(path, event.locals.locale) + queryOf(filterIn(event.url.searchParams)))
    }
    return {
      form: 'result' as const,
      closed,
      refused: refused.map(({ businessId, name, message }) => ({ businessId, name, message })),
    }
  },
}
