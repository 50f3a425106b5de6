import { randomUUID } from 'node:crypto'

/** An answer with what the ledger and the acts read of it. */
export interface Answered {
  status: number
  body: Said
}

/** A booking, or a place in line, as it was told. */
export interface Told {
  id: string
  version: number
  start: string
  state: string
}

/** A booking with what is needed to go on with it. */
export interface ToldBooking extends Told {
  reference: string
  end: string
  unitId: string
  bookerPhone: string | null
  manage: string
}

/** One of a list: a booking that staff look up, or a proposal to swap. */
interface Item {
  id: string
  answer?: string | null
  references?: string[]
}

/** What the acts read of an answer: a booking, the dates of a series, the event of a clearing, what is in its way, a list, or a refusal. */
export interface Said extends ToldBooking {
  code?: string
  errors?: { path: string }[]
  dates?: { booking: unknown }[]
  event?: Told
  bookings?: { id: string }[]
  items?: Item[]
}

/** What a link shows that it was sent to whoever has it. */
export const tokenOf = (path: string): string => new URL(path, 'http://x').searchParams.get('t') ?? ''

const tries = 200

/** Sends each act until it is answered, as a phone does: with its key, to whichever program listens. */
export class Sender {
  /** How often an act had to be sent again. */
  again = 0
  readonly #ports: readonly number[]
  readonly #key: string
  constructor(ports: readonly number[], key: string) {
    this.#ports = ports
    this.#key = key
  }

  post = (path: string, body: object) => this.#until('POST', path, body, randomUUID())
  get = (path: string) => this.#until('GET', path)

  async #until(method: string, path: string, body?: object, idempotencyKey?: string): Promise<Answered> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const answer = await this.#once(method, path, body, idempotencyKey).catch(() => undefined)
      // Shutting down, or another try of the same act is still under way.
      if (answer && answer.status < 500 && answer.body?.code !== 'busy') return answer
      this.again += 1
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`${method} ${path} was not answered`)
  }

  async #once(method: string, path: string, body?: object, idempotencyKey?: string): Promise<Answered> {
    const port = this.#ports[Math.floor(Math.random() * this.#ports.length)]
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body && { 'content-type': 'application/json' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Said }
  }
}
