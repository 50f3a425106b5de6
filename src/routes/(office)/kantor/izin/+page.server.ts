import { query } from '#kernel/form.server.ts'
import { permitKinds } from '#modules/registry/permits/numbers.ts'
import { readDue } from '#modules/registry/permits/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const asked = event.url.searchParams
  const state = asked.get('keadaan') === 'habis' ? ('expired' as const) : ('soon' as const)
  const kind = permitKinds.find((one) => one === asked.get('jenis'))
  const due = await query(event, readDue, { state, kind, after: asked.get('after') ?? undefined })
  return { due, state, kind: kind ?? '' }
}
