import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { PageQuery } from '#kernel/page.ts'
import { readQuery } from '#kernel/query-string.ts'
import { m } from '#messages'
import {
  answerConsent,
  readConsentHistory,
  readOwnConsents,
} from '#modules/identity/consents/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const [{ items }, history] = await Promise.all([
    query(event, readOwnConsents, {}),
    query(event, readConsentHistory, readQuery(PageQuery, event.url.searchParams)),
  ])
  const gone = event.url.searchParams.get('ditarik')
  const withdrawn = items.find(({ key, answer }) => key === gone && answer?.given === false)
  return { items, withdrawn, history, withKeys: event.locals.actor.grants.length > 0 }
}

export const actions: Actions = {
  async default(event) {
    const { locale } = event.locals
    const answer = await submit(event, answerConsent)
    if (!answer.ok) return answer.failure
    const { given, purpose } = answer.output
    // What was withdrawn is told with a button that gives it again.
    if (!given) redirect(303, href(`/saya/persetujuan?ditarik=${encodeURIComponent(purpose)}`, locale))
    setFlash(event, m.identity_consent_given({}, { locale }))
    redirect(303, href('/saya/persetujuan', locale))
  },
}
