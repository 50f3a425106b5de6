import { query } from '#kernel/form.server.ts'
import { readSso } from '#modules/identity/sso/operations.server.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => query(event, readSso, {})
