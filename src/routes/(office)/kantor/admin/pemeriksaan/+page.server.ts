import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { labelOf } from '#modules/registry/labels.ts'
import { listCheckItems, saveCheckItem } from '#modules/registry/verification/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { locale } = event.locals
  const { items } = await query(event, listCheckItems, {})
  const wanted = event.url.searchParams.get('ubah')
  return {
    editing: items.find(({ code }) => code === wanted) ?? null,
    items: items.map((item) => ({
      code: item.code,
      text: locale === 'en' ? item.textEn : item.textId,
      kinds: item.kinds.map((kind) => labelOf('kind', kind, locale)).join(', '),
      active: item.active,
      required: item.requiredSince && formatDate(item.requiredSince, locale),
    })),
  }
}

export const actions: Actions = {
  async default(event) {
    const changed = event.url.searchParams.get('ubah')
    const fields = await readForm(event)
    // A box that is not ticked is not sent: here that means no.
    const boxes = { required: fields.has('required'), active: fields.has('active') }
    const result = await submit(event, saveCheckItem, {
      ...boxes,
      ...(changed !== null && { code: changed }),
    })
    if (!result.ok) return result.failure
    setFlash(event, m.verification_admin_saved())
    redirect(303, href('/kantor/admin/pemeriksaan', event.locals.locale))
  },
}
