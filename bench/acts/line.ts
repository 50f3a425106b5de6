import { answers, type Kept, keptAs } from './board.ts'
import type { Client } from './client.ts'
import type { Place } from './places.ts'
import { tokenOf } from './sender.ts'

interface Waiting {
  id: string
  token: string
  place: Place
}

/** The places in line of one client. */
export class InLine {
  readonly #waits: Waiting[] = []
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  /** Somebody gets in line for a time that a client has. */
  async join(taken: Kept): Promise<void> {
    const { random, world } = this.#client
    const answer = await world.send.post(`/spaces/${taken.place.spaceId}/waiting-list`, {
      ...answers,
      booker: this.#client.somebody(),
      unitId: taken.unitId,
      anyOfKind: random.next() < 0.2,
      start: taken.start,
      end: taken.end,
    })
    if (world.ledger.waiting('join', answer))
      this.#waits.push({ id: answer.body.id, token: tokenOf(answer.body.manage), place: taken.place })
  }

  /** Looks whether it is their turn; takes what is offered, or declines. Some leave before. */
  async look(): Promise<void> {
    const wait = this.#client.one(this.#waits)
    if (wait) await this.#answer(wait, 0.05)
  }

  async finish(): Promise<void> {
    for (const wait of [...this.#waits]) await this.#answer(wait, 0)
  }

  async #answer(wait: Waiting, leaves: number): Promise<void> {
    const { random, world } = this.#client
    const { token } = wait
    const { body } = await world.send.get(`/waits/${wait.id}?token=${token}`)
    const dice = random.next()
    if (body.state === 'offered' && dice < 0.7) {
      const answer = await world.send.post(`/waits/${wait.id}/acceptance`, { token })
      if (world.ledger.accepted(wait.id, answer)) this.#client.keep(keptAs(answer.body, wait.place))
    } else if (body.state === 'offered' || (body.state === 'waiting' && dice < leaves))
      world.ledger.waiting(
        body.state === 'offered' ? 'decline offer' : 'leave',
        await world.send.post(`/waits/${wait.id}/leave`, { token }),
      )
    else if (body.state === 'waiting') return
    this.#waits.splice(this.#waits.indexOf(wait), 1)
  }
}
