import { getAdministration } from '#kernel/administration.server.ts'
import { query } from '#kernel/form.server.ts'
import { gatewaysOf } from '#platform/messages/gateways.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  overview: await query(event, getAdministration, {}),
  channels: gatewaysOf(process.env).map((gateway) => gateway.channel),
})
