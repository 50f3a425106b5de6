import { loadPermits } from '#modules/registry/permits/pages.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = loadPermits
