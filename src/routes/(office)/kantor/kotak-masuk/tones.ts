import type { IconName } from '#ui/icons.ts'
import type { Urgency } from './words.ts'

/** How loudly a deadline is said: colour, shape and sign; the words carry it. */
export const urgencyTone: Record<Urgency, { tone: 'bad' | 'waiting' | 'info' | 'neutral'; icon: IconName }> =
  {
    late: { tone: 'bad', icon: 'triangle-alert' },
    today: { tone: 'waiting', icon: 'clock' },
    soon: { tone: 'info', icon: 'clock' },
    later: { tone: 'neutral', icon: 'calendar' },
  }
