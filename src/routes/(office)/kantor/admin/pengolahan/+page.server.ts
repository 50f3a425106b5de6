import { query } from '#kernel/form.server.ts'
import { readProcessing } from '#modules/registry/privacy/retention.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => query(event, readProcessing, {})
