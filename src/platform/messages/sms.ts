import { type Gateway, passingStatus, postJson, Refusal } from './gateway.ts'

export interface SmsOptions {
  /** Where the gateway takes messages by `POST` of JSON. */
  url: string
  /** Sent as `Authorization: Bearer …` when set. */
  token: string | undefined
  sender: string
  /** The gateway's own shape, with `{to}`, `{text}`, `{sender}` and `{id}` where they belong. */
  shape: unknown
}

export const defaultShape = { to: '{to}', text: '{text}', from: '{sender}', reference: '{id}' }

/** Put the values into every text of the shape; shape and values cannot break each other's JSON. */
export function fillShape(shape: unknown, values: Record<string, string>): unknown {
  if (typeof shape === 'string')
    return shape.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  if (Array.isArray(shape)) return shape.map((item) => fillShape(item, values))
  if (typeof shape !== 'object' || shape === null) return shape
  return Object.fromEntries(Object.entries(shape).map(([name, value]) => [name, fillShape(value, values)]))
}

/** Names under which gateways answer their own id of a message. */
const idFields = ['id', 'message_id', 'messageId', 'reference']

/** Any SMS gateway that takes JSON over HTTP. */
export function smsGateway({ url, token, sender, shape }: SmsOptions): Gateway {
  return {
    channel: 'sms',
    async send({ recipient, body, id }, signal) {
      const { status, answer } = await postJson(url, {
        body: fillShape(shape, { to: recipient, text: body, sender, id }),
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        signal,
      })
      if (status >= 300) throw new Refusal(`sms ${status}`, passingStatus(status))
      const named = idFields
        .map((field) => answer[field])
        .find((value) => value !== undefined && value !== null)
      return named === undefined ? null : String(named).slice(0, 200)
    },
  }
}
