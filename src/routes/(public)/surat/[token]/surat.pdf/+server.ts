import { error } from '@sveltejs/kit'
import { query } from '#kernel/form.server.ts'
import { m } from '#messages'
import { readLease } from '#modules/space/leases/operations.server.ts'
import { readPaper } from '#platform/papers.ts'
import type { RequestHandler } from './$types'

/** The letter itself names its holder: it is for the holder and the office, not for everybody who has the token. */
export const GET: RequestHandler = async (event) => {
  const { letters } = await query(event, readLease, { leaseId: event.url.searchParams.get('izin') ?? '' })
  const letter = letters.find(({ token }) => token === event.params.token)
  const pdf = letter && (await readPaper(letter.id))
  if (!pdf)
    error(404, { message: m.market_letter_not_found({}, { locale: event.locals.locale }), code: 'not_found' })
  return new Response(pdf, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="surat-${letter.number.replace(/[^A-Za-z0-9]+/g, '-')}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
}
