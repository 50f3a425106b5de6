import { query } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { readPass } from '#modules/space/visits/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const pass = await query(event, readPass, { code: event.params.code })
  return {
    pass,
    checkedAt: new Date().toISOString(),
    pdfHref: href(`/pas/${pass.reference}/pas.pdf`, event.locals.locale),
  }
}
