import { financeActions, loadFinance } from '#modules/registry/finance/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadFinance

export const actions: Actions = financeActions('office')
