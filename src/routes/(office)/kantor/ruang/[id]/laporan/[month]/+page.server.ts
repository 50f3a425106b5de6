import { query } from '#kernel/form.server.ts'
import { readMonthReport } from '#modules/space/report/operations.server.ts'
import { monthStart } from '#modules/space/time.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { id, month } = event.params
  const report = await query(event, readMonthReport, { spaceId: id, month })
  const beside = (count: number) => monthStart(`${month}-01`, count).slice(0, 7)
  return { report, previous: beside(-1), following: beside(1) }
}
