/**
 * A drum with tickets: how many tickets stand before an applicant's is read from partial sums (a Fenwick tree), so that one
 * drawing costs log n and not n.
 */
export class Drum {
  readonly #sums: Float64Array
  readonly #weights: readonly number[]
  #total = 0
  readonly #top: number

  constructor(weights: readonly number[]) {
    this.#weights = weights
    this.#sums = new Float64Array(weights.length + 1)
    this.#top = 2 ** Math.floor(Math.log2(Math.max(weights.length, 1)))
    for (const [index, weight] of weights.entries()) this.#add(index, weight)
  }

  /** Tickets still in the drum. */
  get total(): number {
    return this.#total
  }

  /** Whose ticket is this, counted from 0? All tickets of that applicant leave the drum. */
  take(ticket: number): number {
    let place = 0
    let left = ticket
    for (let step = this.#top; step > 0; step = Math.floor(step / 2)) {
      const next = place + step
      const sum = this.#sums[next] ?? 0
      if (next < this.#sums.length && sum <= left) {
        place = next
        left -= sum
      }
    }
    this.#add(place, -(this.#weights[place] ?? 0))
    return place
  }

  #add(index: number, amount: number): void {
    this.#total += amount
    for (let place = index + 1; place < this.#sums.length; place += place & -place)
      this.#sums[place] = (this.#sums[place] ?? 0) + amount
  }
}
