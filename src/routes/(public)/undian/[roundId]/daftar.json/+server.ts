import { query } from '#kernel/form.server.ts'
import { readList } from '#modules/space/allotment/operations.server.ts'
import { canonical, type Plain } from '#modules/space/draw/canonical.ts'
import type { RequestHandler } from './$types'

/** The closed list as the text that was hashed: `sha256sum` of this file is the published hash. */
export const GET: RequestHandler = async (event) =>
  new Response(
    canonical((await query(event, readList, { roundId: event.params.roundId })) as unknown as Plain),
    {
      headers: {
        'content-type': 'application/json',
        'content-disposition': `inline; filename="daftar-${event.params.roundId}.json"`,
      },
    },
  )
