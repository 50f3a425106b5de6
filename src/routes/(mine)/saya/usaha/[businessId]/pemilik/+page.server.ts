import { ownerActions } from '#modules/registry/profile/owner-pages.server.ts'
import { loadProfile } from '#modules/registry/profile/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadProfile

export const actions: Actions = ownerActions('own')
