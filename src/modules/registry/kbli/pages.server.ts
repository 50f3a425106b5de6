import { type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { businessIdOf, loadForm, loadProfile } from '../profile/pages.server.ts'
import { businessPath, type Side } from '../ui/tabs.ts'
import { chooseKbli, listKbliDivisions, searchKbli } from './operations.server.ts'

/** `?cari=`, or what the business says it does: often the right code is there at once. */
export async function loadPicker(event: RequestEvent) {
  await loadForm(event)
  const { profile } = await loadProfile(event)
  const asked = event.url.searchParams.get('cari')?.trim().slice(0, 100)
  const search = asked ?? profile.description?.slice(0, 100) ?? ''
  const found = search.length < 2 ? [] : (await query(event, searchKbli, { search })).items
  const above = (await query(event, listKbliDivisions, {})).items
  return { profile, search: asked ?? '', found, above }
}

export async function chooseOn(event: RequestEvent, side: Side) {
  const businessId = businessIdOf(event)
  const result = await submit(event, chooseKbli, { businessId })
  if (!result.ok) return result.failure
  setFlash(event, m.profile_saved())
  redirect(303, href(businessPath(side, businessId), event.locals.locale))
}
