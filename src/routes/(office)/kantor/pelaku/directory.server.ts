import type { RequestEvent } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readRegion } from '#modules/region/operations.server.ts'
import { readViews } from '#modules/registry/directory/operations.server.ts'
import { filterIn, type ListFilter, queryOf } from '#modules/registry/directory/ui/address.ts'
import { chosenOf } from '#modules/registry/directory/ui/facets.ts'

/** What list and map have in common: the filter, what is chosen as links, and the views one keeps as tabs. */
export async function askedOf(event: RequestEvent, path: string) {
  const { locale } = event.locals
  const filter = filterIn(event.url.searchParams)
  const [views, region] = await Promise.all([
    query(event, readViews, {}),
    filter.region ? query(event, readRegion, { code: filter.region }) : null,
  ])
  const here = queryOf(filter)
  return {
    filter,
    here,
    views: views.items,
    chosen: chosenOf(filter, region?.name ?? null, path, locale),
    clear: href(path, locale),
    regionName: region?.fullName ?? null,
    kept: keptFields(filter),
    tabs: [
      { href: href(path, locale), label: m.directory_view_all(), current: here === '' },
      ...views.items.map((view) => ({
        href: href(path, locale) + queryOf(view.filter),
        label: view.mine ? view.name : m.directory_view_of({ name: view.name, author: view.author }),
        current: here !== '' && here === queryOf(view.filter),
      })),
    ],
  }
}

/** Everything but the words: a new search keeps the other answers. */
function keptFields({ search: _, ...rest }: ListFilter) {
  return [...new URLSearchParams(queryOf(rest))].map(([name, value]) => ({ name, value }))
}
