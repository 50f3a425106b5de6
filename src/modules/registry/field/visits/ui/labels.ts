import { m } from '#messages'
import type { VisitState } from '../rules.ts'

export const visitStateLabel: Record<VisitState, () => string> = {
  planned: m.field_visit_state_planned,
  visited: m.field_visit_state_visited,
  not_found: m.field_visit_state_not_found,
  moved: m.field_visit_state_moved,
  refused: m.field_visit_state_refused,
  cancelled: m.field_visit_state_cancelled,
}

export const visitTone = {
  planned: 'waiting',
  visited: 'good',
  not_found: 'bad',
  moved: 'bad',
  refused: 'bad',
  cancelled: 'draft',
} as const
