import { m } from '#messages'

/** What the desk reads after a code was typed or scanned: one word, a sentence, and whose pass it is. */
export interface Verdict {
  tone: 'good' | 'wait' | 'bad'
  title: string
  text: string
  /** Name, time and place of the pass, when there is one. */
  name?: string | undefined
  when?: string | undefined
  bookingId?: string | undefined
}

const refusals: Record<string, { tone: Verdict['tone']; title: () => string }> = {
  early: { tone: 'wait', title: m.space_office_verdict_early },
  already: { tone: 'wait', title: m.space_office_verdict_already },
  elsewhere: { tone: 'bad', title: m.space_office_verdict_elsewhere },
  not_approved: { tone: 'bad', title: m.space_office_verdict_not_approved },
  not_valid: { tone: 'bad', title: m.space_office_verdict_not_valid },
  late: { tone: 'bad', title: m.space_office_verdict_late },
  taken: { tone: 'bad', title: m.space_office_verdict_taken },
  unknown: { tone: 'bad', title: m.space_office_verdict_unknown },
}

/** A refusal by the rule that the operation named. */
export function refusedVerdict(rule: string, text: string): Verdict {
  const known = refusals[rule]
  return { tone: known?.tone ?? 'bad', title: (known?.title ?? m.space_office_verdict_refused)(), text }
}

export const admittedVerdict = (afterwards: boolean, people: number): Verdict => ({
  tone: 'good',
  title: afterwards ? m.space_office_verdict_afterwards() : m.space_office_verdict_ok(),
  text: m.space_office_verdict_ok_text({ count: people }),
})

/** The code in what was typed or scanned: a QR holds the address of the pass, a reader at the desk types all of it. */
export function codeIn(typed: string): string {
  const path = /\/pas\/([^/?#\s]+)/.exec(typed)
  return (path?.[1] ?? typed).trim().slice(0, 40)
}
