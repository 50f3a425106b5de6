import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { readListed } from '#modules/registry/directory/operations.server.ts'
import { labelOf } from '#modules/registry/labels.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locale, tags } = event.locals
  const found = await query(event, readListed, { reference: event.params.reference })
  for (const tag of ['consent:directory', 'consent:directory_contact', 'registrations']) tags.add(tag)
  const greeting = encodeURIComponent(m.directory_public_greeting({ name: found.name }))
  return {
    name: found.name,
    reference: found.reference,
    description: found.description,
    startedYear: found.startedYear,
    kind: labelOf('kind', found.kind, locale),
    sector: found.sector && labelOf('sector', found.sector, locale),
    place: found.place,
    nearby: `${href('/usaha', locale)}?wilayah=${found.regionCode.slice(0, 8)}`,
    address: event.url.origin + event.url.pathname,
    whatsapp: found.whatsapp && `${found.whatsapp}?text=${greeting}`,
  }
}
