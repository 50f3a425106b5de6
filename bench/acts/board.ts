import type { Random } from '../../demo/random.ts'
import type { Place } from './places.ts'
import { type ToldBooking, tokenOf } from './sender.ts'

/** What every booking of the workload says. */
export const answers = { groupKind: 'community', name: 'Karang Taruna', purpose: 'meeting', attendees: 1 }

/** A booking that may still be moved, swapped, waited for or cancelled, by whoever has its link. */
export interface Kept {
  id: string
  reference: string
  token: string
  place: Place
  unitId: string
  start: string
  end: string
  /** Somebody can be told of a swap. */
  reachable: boolean
}

export const keptAs = (booking: ToldBooking, place: Place): Kept => ({
  id: booking.id,
  reference: booking.reference,
  token: tokenOf(booking.manage),
  place,
  unitId: booking.unitId,
  start: booking.start,
  end: booking.end,
  reachable: booking.bookerPhone !== null,
})

/** The bookings of all clients: one asks another to swap, and waits for what another has. */
export class Board {
  readonly #all: Kept[] = []

  add(kept: Kept): void {
    this.#all.push(kept)
  }
  remove(gone: Kept): void {
    const index = this.#all.indexOf(gone)
    if (index >= 0) this.#all.splice(index, 1)
  }
  /** Any booking of the same space that fits; undefined when a few tries find none. */
  another(random: Random, own: Kept, fits: (kept: Kept) => boolean): Kept | undefined {
    for (let attempt = 0; attempt < 20; attempt++) {
      const found = this.#all[random.whole(0, this.#all.length - 1)]
      if (found && found !== own && found.place === own.place && fits(found)) return found
    }
    return undefined
  }
}
