import { query } from '#kernel/form.server.ts'
import { readReceipt } from '#modules/space/leases/paper-operations.server.ts'
import { terbilang } from '#modules/space/leases/terbilang.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const receipt = await query(event, readReceipt, { token: event.params.token })
  return { receipt, words: terbilang(receipt.amount), address: event.url.href }
}
