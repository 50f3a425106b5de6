import { loadReport, saveReport } from '#modules/registry/progress/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadReport

export const actions: Actions = { default: (event) => saveReport(event, 'own') }
