import { addOn, loadNewPermit } from '#modules/registry/permits/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadNewPermit

export const actions: Actions = { default: (event) => addOn(event, 'own') }
