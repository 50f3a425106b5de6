import { error, fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { sectionOf, sectionWord } from '#modules/registry/households/labels.ts'
import { findMembers, listHelpers } from '#modules/registry/households/operations.server.ts'
import { addTo } from '#modules/registry/households/record-operations.server.ts'
import { named } from '../../errors.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { file, section } = await event.parent()
  if (!file.mayChange) error(403, { message: m.kernel_forbidden() })
  const search = event.url.searchParams.get('cari')?.trim() ?? ''
  const asked = section === 'members' && search.length >= 3 && search.length <= 60
  const [found, helpers] = await Promise.all([
    asked
      ? query(event, findMembers, { regionCode: file.profile.regionCode, search }).then(({ items }) =>
          items.filter(({ householdId }) => householdId === null),
        )
      : null,
    section === 'aid' ? query(event, listHelpers, {}).then(({ items }) => items) : [],
  ])
  const wanted = event.url.searchParams.get('orang')
  const chosen = [...(found ?? []), ...file.unplaced].find(({ id }) => id === wanted)
  return { search, found, helpers, chosen: chosen ? { id: chosen.id, name: chosen.name } : null }
}

export const actions: Actions = {
  async default(event) {
    const { householdId, bagian } = event.params
    const section = sectionOf(bagian)
    if (!section) error(404, { message: m.kernel_not_found() })
    const step = await regionStep(event, { name: 'fromRegion' })
    if (step) return step
    const result = await submit(event, addTo[section], { householdId })
    if (!result.ok) {
      const { data, status } = result.failure
      const refused = fail(status, named(data, { section, fault: result.fault, locale: event.locals.locale }))
      return keepRegion(event, refused, 'fromRegion')
    }
    setFlash(event, m.household_added({ what: sectionWord(section, event.locals.locale) }))
    redirect(303, href(`/kantor/keluarga/${householdId}/${bagian}`, event.locals.locale))
  },
}
