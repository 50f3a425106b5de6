import { loadHistory } from '#modules/registry/profile/pages.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = loadHistory
