import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import type { WaitState } from '../rules.ts'

const words = {
  waiting: m.series_wait_state_waiting,
  offered: m.series_wait_state_offered,
  accepted: m.series_wait_state_accepted,
  declined: m.series_wait_state_declined,
  late: m.series_wait_state_late,
  left: m.series_wait_state_left,
  removed: m.series_wait_state_removed,
  over: m.series_wait_state_over,
} satisfies Record<WaitState, unknown>

export const waitWord = (state: WaitState, locale: Locale): string => words[state]({}, { locale })

export const waitTones = {
  waiting: 'waiting',
  offered: 'info',
  accepted: 'good',
  declined: 'off',
  late: 'off',
  left: 'off',
  removed: 'bad',
  over: 'off',
} as const satisfies Record<WaitState, string>
