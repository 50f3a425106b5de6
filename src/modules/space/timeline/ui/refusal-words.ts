import { m } from '#messages'
import type { Refusal } from '../../bookings/rules.ts'

type Params = NonNullable<Refusal['params']>

/**
 * The rule a move would break, in a word: shown before anything is dropped. Each message is named here, so that the page carries
 * these and no others.
 */
const words: Record<Refusal['rule'], (params: Params) => string> = {
  not_offered: () => m.keeper_rule_not_offered(),
  desk_only: () => m.keeper_rule_not_offered(),
  registered_only: () => m.keeper_rule_not_offered(),
  past: () => m.keeper_rule_past(),
  too_soon: ({ days = 0 }) => m.space_refuse_too_soon({ days }),
  too_far: ({ days = 0 }) => m.space_refuse_too_far({ days }),
  closed_day: () => m.keeper_rule_closed_day(),
  holiday: () => m.keeper_rule_holiday(),
  outside_hours: ({ hours = '' }) => m.keeper_rule_outside_hours({ hours }),
  slots: ({ minutes = 0 }) => m.keeper_rule_slots({ minutes }),
  too_short: ({ minutes = 0 }) => m.space_refuse_too_short({ minutes }),
  too_long: ({ minutes = 0 }) => m.keeper_rule_too_long({ minutes }),
  closure: () => m.keeper_rule_closure(),
  taken: () => m.keeper_rule_taken(),
  quota: () => m.keeper_rule_not_offered(),
  person_bookings: () => m.keeper_rule_not_offered(),
  person_hours: () => m.keeper_rule_not_offered(),
  group_bookings: () => m.keeper_rule_not_offered(),
  group_hours: () => m.keeper_rule_not_offered(),
  cooling_off: () => m.keeper_rule_not_offered(),
  too_many: ({ capacity = 0 }) => m.space_refuse_too_many({ capacity }),
}

export const refusalWords = ({ rule, params }: Pick<Refusal, 'rule' | 'params'>): string =>
  words[rule](params ?? {})

/** The same of a rule whose numbers are not known any more. */
export const ruleWords = (rule: string): string => (rule in words ? words[rule as Refusal['rule']]({}) : rule)
