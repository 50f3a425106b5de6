import { loadMoves, moveActions } from '#modules/registry/moves/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => loadMoves(event)

export const actions: Actions = moveActions('office')
