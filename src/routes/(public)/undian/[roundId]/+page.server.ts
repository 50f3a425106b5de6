import { query } from '#kernel/form.server.ts'
import { readDraw, readRound } from '#modules/space/allotment/operations.server.ts'
import { absolute } from '#modules/space/bookings/links.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const round = await query(event, readRound, { roundId: event.params.roundId })
  const drawn = round.drawnAt === null ? null : await query(event, readDraw, { roundId: round.id })
  return {
    round,
    result: drawn && {
      places: [...drawn.places].sort((a, b) => a.number - b.number),
      order: drawn.order,
      seed: drawn.seed,
    },
    fileUrl: absolute(`/undian/${round.id}/hasil.json`),
  }
}
