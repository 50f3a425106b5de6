/** A message on its way out, as every gateway sees it. */
export interface Outgoing {
  id: string
  /** E.164 for phones. */
  recipient: string
  locale: 'id' | 'en'
  /** Name of the kind of message. */
  template: string
  subject: string | null
  body: string
  /** The one-time code in the body, if it carries one. */
  code: string | null
  /** Approved template on channels that send nothing else. */
  approved: string
}

export type Channel = 'whatsapp' | 'sms' | 'email'

/** The way to one channel. `send` answers the gateway's own id of the message, or throws a `Refusal`. */
export interface Gateway {
  channel: Channel
  send(message: Outgoing, signal: AbortSignal): Promise<string | null>
}

/** A gateway said no. `passing` refusals are worth another try; others would be refused again. */
export class Refusal extends Error {
  readonly passing: boolean

  constructor(reason: string, passing: boolean) {
    super(reason)
    this.name = 'Refusal'
    this.passing = passing
  }
}

/** No gateway may keep a message waiting longer than this, in milliseconds. */
export const patience = 8_000

/** Post JSON and read the JSON answered; what is no JSON is an empty answer. Network trouble passes. */
export async function postJson(
  url: string,
  request: { body: unknown; headers: Record<string, string>; signal: AbortSignal },
): Promise<{ status: number; answer: Record<string, unknown> }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...request.headers },
      body: JSON.stringify(request.body),
      redirect: 'error',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]),
    })
    const answer: unknown = await response.json().catch(() => ({}))
    return { status: response.status, answer: (answer ?? {}) as Record<string, unknown> }
  } catch (error) {
    throw new Refusal(`not reached: ${error instanceof Error ? error.message : String(error)}`, true)
  }
}

/** Too many requests, time-outs and the gateway's own trouble pass. */
export const passingStatus = (status: number) => status === 408 || status === 429 || status >= 500
