import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { readRegion } from '#modules/region/operations.server.ts'
import { searchListed } from '#modules/registry/directory/operations.server.ts'
import { ListedQuery } from '#modules/registry/directory/schema.ts'
import { labelOf, optionsOf } from '#modules/registry/labels.ts'
import type { PageServerLoad } from './$types'

/** What the address asks for; a value that cannot be read is as if not asked. */
function askedIn(search: URLSearchParams) {
  const one = (name: string) => search.get(name)?.trim() || undefined
  return {
    search: one('q')?.slice(0, 100),
    sector: ListedQuery.shape.sector.safeParse(one('bidang')).data,
    region: ListedQuery.shape.region.safeParse(one('wilayah')).data,
    after: one('after'),
  }
}

export const load: PageServerLoad = async (event) => {
  const { locale, tags } = event.locals
  const asked = askedIn(event.url.searchParams)
  const [page, region] = await Promise.all([
    query(event, searchListed, { ...asked, limit: 24 }),
    asked.region ? query(event, readRegion, { code: asked.region }) : null,
  ])
  // Gone at once: a withdrawn consent, a decision, a closed business.
  tags.add('consent:directory')
  tags.add('registrations')
  return {
    asked,
    next: page.next,
    guessed: page.guessed,
    regionName: region?.fullName ?? null,
    sectors: optionsOf('sector', locale),
    narrowed: Boolean(asked.search || asked.sector || asked.region),
    items: page.items.map(({ reference, name, kind, sector, description, place }) => ({
      reference,
      name,
      description,
      what: sector ? labelOf('sector', sector, locale) : labelOf('kind', kind, locale),
      place: place.split(', ').slice(0, 3).join(', '),
      href: href(`/usaha/${reference}`, locale),
    })),
  }
}
