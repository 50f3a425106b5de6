import { type RequestEvent, redirect } from '@sveltejs/kit'
import { listOutbox, redactMessage, resendMessage, revealRecipient } from '#kernel/administration.server.ts'
import { MessageFilter } from '#kernel/administration.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { readQuery } from '#kernel/query-string.ts'
import { m } from '#messages'
import { gatewaysOf } from '#platform/messages/gateways.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => ({
  page: await query(event, listOutbox, readQuery(MessageFilter, event.url.searchParams)),
  /** What could carry a message that waits to be passed on. */
  channels: gatewaysOf(process.env).map((gateway) => gateway.channel),
})

/** Back to the same list, filters kept, without the action's name. */
function back(event: RequestEvent): never {
  const kept = new URLSearchParams([...event.url.searchParams].filter(([name]) => !name.startsWith('/')))
  redirect(303, `${event.url.pathname}?${kept}`)
}

export const actions: Actions = {
  async reveal(event) {
    const answer = await submit(event, revealRecipient)
    if (!answer.ok) return answer.failure
    const messageId = (await event.locals.form)?.get('messageId')?.[0]
    return { revealed: { messageId: String(messageId), recipient: answer.output.recipient } }
  },
  async redact(event) {
    const answer = await submit(event, redactMessage)
    if (!answer.ok) return answer.failure
    setFlash(event, m.admin_message_was_redacted({}, { locale: event.locals.locale }))
    back(event)
  },
  async resend(event) {
    const answer = await submit(event, resendMessage)
    if (!answer.ok) return answer.failure
    setFlash(event, m.admin_message_was_queued({}, { locale: event.locals.locale }))
    back(event)
  },
}
