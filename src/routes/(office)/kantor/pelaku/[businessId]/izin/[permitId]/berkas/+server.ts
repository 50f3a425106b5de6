import { permitFile } from '#modules/registry/permits/pages.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = permitFile
