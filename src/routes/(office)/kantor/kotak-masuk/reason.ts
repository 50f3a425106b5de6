import type { Decision } from '#kernel/inbox.ts'

/** What an officer picked and typed, as one form sends it. */
export interface Said {
  code: string
  text: string
}

/** The reason the person reads: the picked sentence, and what was typed after it. `inbox.js` shows the same while typing. */
export function reasonOf(said: Said, reasons: readonly { code: string; text: string }[]): string {
  const picked = reasons.find((reason) => reason.code === said.code)?.text ?? ''
  return [picked, said.text.trim()].filter(Boolean).join(' ')
}

/** The decision as the modules take it. A reason that was only typed counts as `other`. */
export function decisionOf(
  decision: Decision['decision'],
  said: Said,
  reasons: readonly { code: string; text: string }[],
): Decision {
  if (decision === 'approve') return { decision }
  const known = reasons.some((reason) => reason.code === said.code)
  return { decision, reason: reasonOf(said, reasons), reasonCode: known ? said.code : 'other' }
}

/** The message with the reason in its place; a gap while there is none. */
export const previewOf = (notice: string, reason: string, gap: string): string =>
  notice.replace('{reason}', () => reason || gap)
