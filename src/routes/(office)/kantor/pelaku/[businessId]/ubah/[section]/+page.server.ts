import { loadForm, loadProfile, saveSectionOf, sectionOf } from '#modules/registry/profile/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const section = sectionOf(event)
  await loadForm(event, section)
  return { section, ...(await loadProfile(event)) }
}

export const actions: Actions = {
  default: (event) => saveSectionOf(event, 'office'),
}
