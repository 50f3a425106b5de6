import { actWords } from '#kernel/act-words.ts'
import { formatDateTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { IconName } from '#ui/icons.ts'
import type { RegistrationCase } from '../decisions/schema.ts'

const icons: Record<string, IconName | undefined> = {
  'registry.decide_registration': 'circle-check',
  'registry.undo_decision': 'undo-2',
  'registry.deactivate': 'minus',
  'registry.resubmit': 'send',
  'registry.send_draft': 'send',
}

/** Audit entries as a timeline: what was done, when on the region's clock, by whom and in whose place. */
export const historyEvents = (history: RegistrationCase['history'], locale: Locale, zone: string) =>
  history.map((act, index) => ({
    key: `${act.at}-${index}`,
    title: actWords(act.operation, locale),
    when: formatDateTime(act.at, locale, zone),
    instant: act.at,
    who: whoDid(act),
    ...(act.reason && { text: act.reason }),
    icon: icons[act.operation] ?? ('circle' as const),
  }))

function whoDid({ by, onBehalfOf }: RegistrationCase['history'][number]): string {
  if (by === '') return m.registry_act_by_link()
  return onBehalfOf ? m.registry_act_on_behalf({ name: by, other: onBehalfOf }) : by
}
