import { loadPermit, permitActions } from '#modules/registry/permits/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadPermit

export const actions: Actions = permitActions('office')
