import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { submit } from '#kernel/form.server.ts'
import { m } from '#messages'
import { setReminders } from '#modules/registry/progress/operations.server.ts'
import { loadProgress } from '#modules/registry/progress/pages.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = loadProgress

export const actions: Actions = {
  async reminders(event) {
    const result = await submit(event, setReminders, { businessId: event.params.businessId })
    if (!result.ok) return result.failure
    setFlash(event, result.output.reminders ? m.progress_reminders_now_on() : m.progress_reminders_now_off())
    redirect(303, event.url.pathname)
  },
}
