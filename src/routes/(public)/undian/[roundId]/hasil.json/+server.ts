import { query } from '#kernel/form.server.ts'
import { readDraw } from '#modules/space/allotment/operations.server.ts'
import type { RequestHandler } from './$types'

/** The signed result, to compute again here, elsewhere, or with `berdaya draw verify`. */
export const GET: RequestHandler = async (event) =>
  new Response(JSON.stringify(await query(event, readDraw, { roundId: event.params.roundId })), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `inline; filename="undian-${event.params.roundId}.json"`,
    },
  })
