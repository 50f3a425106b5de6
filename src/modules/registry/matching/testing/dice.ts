/** Chance that falls the same way every time for the same seed (mulberry32). */
export interface Dice {
  /** A whole number from 0 to below this. */
  below(limit: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  /** From minus to plus this. */
  spread(width: number): number
  shuffle<Item>(items: readonly Item[]): Item[]
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    spread: (width) => (next() * 2 - 1) * width,
    shuffle(items) {
      const mixed = [...items]
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = below(at + 1)
        const [a, b] = [mixed[at], mixed[other]]
        if (a === undefined || b === undefined) continue
        mixed[at] = b
        mixed[other] = a
      }
      return mixed
    },
  }
}
