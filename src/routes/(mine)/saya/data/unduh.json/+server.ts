import { query } from '#kernel/form.server.ts'
import { readOwnData } from '../../../../../privacy.server.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const copy = await query(event, readOwnData, {})
  return new Response(JSON.stringify(copy, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="data-saya.json"',
      'cache-control': 'private, no-store',
    },
  })
}
