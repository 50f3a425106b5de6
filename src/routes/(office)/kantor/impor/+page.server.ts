import { fail, redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { type Fault, faultStatus, fieldFault } from '#kernel/fault.ts'
import { callOf, formState, query } from '#kernel/form.server.ts'
import { formatDateTime, formatNumber } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { faultOf } from '#kernel/problem.ts'
import { listImports, openStored } from '#modules/registry/sheets/operations.server.ts'
import { storeUpload } from '#modules/registry/sheets/source.server.ts'
import { log } from '#platform/log.ts'
import { BadForm, readStreamedForm } from '#platform/multipart.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const after = event.url.searchParams.get('after') || undefined
  const { items, next } = await query(event, listImports, { after })
  return {
    next,
    items: items.map((run) => ({
      id: run.id,
      href: href(`/kantor/impor/${run.id}`, locale),
      fileName: run.fileName,
      state: run.state,
      by: run.createdByName,
      at: formatDateTime(run.createdAt, locale),
      rows: formatNumber(run.rowsRead, locale),
      added: formatNumber(run.added, locale),
    })),
  }
}

/** Read the upload while it arrives, straight into the store; the answer of the form when it is refused. */
async function store(request: Request) {
  const { file } = await readStreamedForm(request).catch((error: unknown) => {
    throw error instanceof BadForm ? fieldFault('file', 'kernel_field_required') : error
  })
  if (file === undefined) throw fieldFault('file', 'kernel_field_required')
  return storeUpload(file)
}

export const actions: Actions = {
  async default(event) {
    // Whoever may not import must not fill our disk: asked before a byte is read.
    await query(event, listImports, { limit: 1 })
    let fault: Fault
    try {
      const stored = await store(event.request)
      const run = await execute(openStored, { stored }, callOf(event, 'form'))
      redirect(303, href(`/kantor/impor/${run.id}`, event.locals.locale))
    } catch (thrown) {
      if (isRedirectOf(thrown)) throw thrown
      fault = faultOf(thrown)
      if (fault.code === 'internal')
        log.error({ err: thrown, requestId: event.locals.requestId }, 'upload failed')
    }
    return fail(faultStatus[fault.code], formState(fault, new Map(), event.locals.locale))
  },
}

const isRedirectOf = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && 'location' in thrown
