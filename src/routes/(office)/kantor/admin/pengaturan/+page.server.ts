import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import {
  getDeploymentSettings,
  saveLetterheadSettings,
  saveMessageSettings,
  saveSiteSettings,
  saveStandardSettings,
} from '#kernel/administration.server.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, type Submitted, submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  settings: await query(event, getDeploymentSettings, {}),
})

/** Say it worked and show the page anew; or the one form that was refused, with what was typed. */
function finish(event: RequestEvent, group: string, answer: Submitted<unknown>) {
  if (!answer.ok) return fail(answer.failure.status, { ...answer.failure.data, group })
  setFlash(event, m.admin_settings_saved({}, { locale: event.locals.locale }))
  redirect(303, `${event.url.pathname}#${group}`)
}

export const actions: Actions = {
  site: async (event) => finish(event, 'site', await submit(event, saveSiteSettings)),
  letterhead: async (event) => finish(event, 'letterhead', await submit(event, saveLetterheadSettings)),
  standards: async (event) => finish(event, 'standards', await submit(event, saveStandardSettings)),
  messages: async (event) => finish(event, 'messages', await submit(event, saveMessageSettings)),
}
