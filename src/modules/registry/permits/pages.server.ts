import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { businessIdOf, loadForm } from '../profile/pages.server.ts'
import { businessPath, type Side } from '../ui/tabs.ts'
import { attachFile, fileBytes, readFileOf } from './files.server.ts'
import { permitKinds } from './numbers.ts'
import { addPermit, changePermit, readPermits, removePermit } from './operations.server.ts'

export const loadPermits = async (event: RequestEvent) => ({
  permits: await query(event, readPermits, { businessId: businessIdOf(event) }),
})

const permitIdOf = (event: RequestEvent) => event.params.permitId ?? ''

/** One permit of this business; the address of another business's does not fit. */
export async function loadPermit(event: RequestEvent) {
  await loadForm(event)
  const { permits } = await loadPermits(event)
  const permit = permits.items.find(({ id }) => id === permitIdOf(event))
  if (!permit) error(404, { message: m.kernel_not_found() })
  return { permit }
}

/** First the kind, then the questions that fit it: `?jenis=pirt`. */
export async function loadNewPermit(event: RequestEvent) {
  await loadForm(event)
  const wanted = event.url.searchParams.get('jenis')
  return { kind: permitKinds.find((kind) => kind === wanted) ?? null }
}

function done(event: RequestEvent, side: Side, words: string): never {
  setFlash(event, words)
  redirect(303, href(businessPath(side, businessIdOf(event), 'izin'), event.locals.locale))
}

export async function addOn(event: RequestEvent, side: Side) {
  const result = await submit(event, addPermit, {
    businessId: businessIdOf(event),
    kind: event.url.searchParams.get('jenis'),
  })
  return result.ok ? done(event, side, m.profile_saved()) : result.failure
}

/** Several forms stand on the page; `part` says which was sent. */
export const permitActions = (side: Side) => ({
  async change(event: RequestEvent) {
    const result = await submit(event, changePermit, { permitId: permitIdOf(event) })
    if (result.ok) return done(event, side, m.profile_saved())
    return fail(result.failure.status, { ...result.failure.data, part: 'change' })
  },
  async attach(event: RequestEvent) {
    const result = await submit(event, attachFile, { permitId: permitIdOf(event) })
    if (result.ok) return done(event, side, m.profile_permit_attached())
    return fail(result.failure.status, { ...result.failure.data, part: 'attach' })
  },
  async remove(event: RequestEvent) {
    const result = await submit(event, removePermit, { permitId: permitIdOf(event) })
    if (result.ok) return done(event, side, m.profile_permit_removed())
    return fail(result.failure.status, { ...result.failure.data, part: 'remove' })
  },
})

/** The photo or PDF itself, for whoever may see the permit; kept by nobody on the way. */
export async function permitFile(event: RequestEvent): Promise<Response> {
  const { fileId, fileType } = await query(event, readFileOf, { permitId: permitIdOf(event) })
  if (!fileId || !fileType) error(404, { message: m.kernel_not_found() })
  const bytes = await fileBytes(fileId, fileType)
  if (!bytes) error(404, { message: m.kernel_not_found() })
  const name = fileType === 'application/pdf' ? 'izin.pdf' : 'izin.webp'
  return new Response(bytes, {
    headers: {
      'content-type': fileType,
      // A PDF may carry script: it is saved, never opened in our origin.
      'content-disposition': `${fileType === 'application/pdf' ? 'attachment' : 'inline'}; filename="${name}"`,
      'cache-control': 'private, no-store',
      'content-length': String(bytes.length),
    },
  })
}
