import { redirect } from '@sveltejs/kit'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { formatDateTime, formatNumber } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { filterIn, queryOf } from '#modules/registry/directory/ui/address.ts'
import { chosenOf } from '#modules/registry/directory/ui/facets.ts'
import { listExports, startExport } from '#modules/registry/sheets/exports/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const filter = filterIn(event.url.searchParams)
  const { items, next } = await query(event, listExports, {
    after: event.url.searchParams.get('after') || undefined,
  })
  return {
    next,
    chosen: chosenOf(filter, filter.region ?? null, '/kantor/ekspor', locale),
    list: href('/kantor/pelaku', locale) + queryOf(filter),
    works: items.some(({ state }) => state === 'waiting' || state === 'working'),
    items: items.map((run) => ({
      id: run.id,
      state: run.state,
      emptied: run.emptied,
      format: run.format.toUpperCase(),
      at: formatDateTime(run.createdAt, locale),
      rows: formatNumber(run.rows, locale),
      href: href(`/kantor/ekspor/${run.id}/unduh`, locale),
    })),
  }
}

export const actions: Actions = {
  /** The filter is in the address, as on the list it came from. */
  async default(event) {
    const format = (await readForm(event)).get('format')?.[0] === 'csv' ? 'csv' : 'xlsx'
    const result = await submit(event, startExport, { ...filterIn(event.url.searchParams), format })
    if (!result.ok) return result.failure
    const { id, state } = result.output
    redirect(
      303,
      href(state === 'ready' ? `/kantor/ekspor/${id}/unduh` : '/kantor/ekspor', event.locals.locale),
    )
  },
}
