/**
 * A state machine as one table: from it come the check, the buttons and the documentation,
 * and the database carries the same list of states as a CHECK.
 */
export interface Transitions<State extends string> {
  states: readonly State[]
  /** Where a record in this state may go; empty for a final state. */
  from(state: State): readonly State[]
  may(from: State, to: State): boolean
  isFinal(state: State): boolean
}

/** Declare the moves: `transitions({ requested: ['approved'], approved: [] })`. Every state is a key. */
export function transitions<const State extends string>(
  table: Record<State, readonly NoInfer<State>[]>,
): Transitions<State> {
  const states = Object.keys(table) as State[]
  return {
    states,
    from: (state) => table[state],
    may: (from, to) => table[from].includes(to),
    isFinal: (state) => table[state].length === 0,
  }
}
