import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'

export interface NoticeFacts {
  name: string
  reference: string
  link: string
}

/** What the person is told about a decision, in their language; previewed to the officer word for word. */
export function noticeOf(
  decision: 'approve' | 'return' | 'reject',
  facts: NoticeFacts,
  reason: string,
  locale: Locale,
): string {
  const params = { ...facts, reason: reason.replace(/\s+/g, ' ').trim() }
  if (decision === 'approve') return m.registry_message_verified(params, { locale })
  return decision === 'return'
    ? m.registry_message_returned(params, { locale })
    : m.registry_message_rejected(params, { locale })
}
