import { query } from '#kernel/form.server.ts'
import { listMyStalls } from '#modules/space/presence/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => query(event, listMyStalls, {})
