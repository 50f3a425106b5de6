import { chooseOn, loadPicker } from '#modules/registry/kbli/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadPicker

export const actions: Actions = { default: (event) => chooseOn(event, 'office') }
