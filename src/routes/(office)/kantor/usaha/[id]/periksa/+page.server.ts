import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { readCase } from '#modules/registry/decisions/operations.server.ts'
import {
  readChecklist,
  saveChecklist,
  takeEvidenceDown,
  uploadEvidence,
} from '#modules/registry/verification/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Where the officer came from, if that is a page of the office; else the record. */
function backOf(event: Pick<RequestEvent, 'url' | 'params' | 'locals'>): string {
  const wanted = event.url.searchParams.get('kembali') ?? ''
  return /^\/(?:en\/)?kantor\/[\w/?&=.%-]*$/.test(wanted)
    ? wanted
    : href(`/kantor/usaha/${event.params.id}`, event.locals.locale)
}

export const load: PageServerLoad = async (event) => {
  const registrationId = event.params.id
  const [checklist, file] = await Promise.all([
    query(event, readChecklist, { registrationId }),
    query(event, readCase, { registrationId }),
  ])
  return {
    checklist,
    name: file.entry.name,
    detail: file.item.detail,
    zone: zoneOf(file.entry.regionCode),
    back: backOf(event),
    search: event.url.search.replace('?', '&'),
  }
}

const here = (event: RequestEvent) =>
  redirect(303, `${event.url.pathname}${event.url.search.replace(/[?&]\/\w+/, '').replace(/^&/, '?')}`)

export const actions: Actions = {
  async save(event) {
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '')
    const done = new Set(fields.get('done') ?? [])
    const items = (fields.get('item') ?? [])
      .map(String)
      .map((code) => ({ code, done: done.has(code), note: text(`note_${code}`) }))
    const result = await submit(event, saveChecklist, { registrationId: event.params.id, items })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, of: 'save' as const })
    setFlash(event, m.verification_saved())
    redirect(303, backOf(event))
  },
  async upload(event) {
    const itemCode = String((await readForm(event)).get('itemCode')?.[0] ?? '') || undefined
    const result = await submit(event, uploadEvidence, { registrationId: event.params.id, itemCode })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, of: 'upload' as const })
    setFlash(event, m.verification_uploaded())
    here(event)
  },
  async remove(event) {
    const result = await submit(event, takeEvidenceDown)
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, of: 'upload' as const })
    setFlash(event, m.verification_removed())
    here(event)
  },
}
