import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { listMine } from '#modules/space/bookings/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const when = event.url.searchParams.get('kapan') === 'lewat' ? ('past' as const) : ('coming' as const)
  const after = event.url.searchParams.get('after')
  const page = await query(event, listMine, { when, ...(after !== null && { after }) })
  return {
    when,
    next: page.next,
    bookings: page.items.map((booking) => ({ ...booking, href: href(`/pesanan/${booking.id}`, locale) })),
    here: href('/saya/pesanan', locale),
  }
}
