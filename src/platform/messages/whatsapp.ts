import { type Gateway, type Outgoing, passingStatus, postJson, Refusal } from './gateway.ts'

export interface WhatsappOptions {
  /** Id of the sending number (not the number itself). */
  phoneId: string
  token: string
  /** `https://graph.facebook.com/v23.0`; another in tests. */
  apiUrl: string
}

/** Errors of the Cloud API that go away by themselves: throttling, outages, pair rate limits. */
const passingErrors = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 133004])

/** A template's parameter may hold no line break, no tab and no run of spaces, and 1,024 characters at most. */
export const parameterText = (body: string) =>
  body
    .replace(/\s*\n\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 1024)

/** Body of `POST /{phone id}/messages`: outside the 24 hours of service only approved templates may be sent. */
export function whatsappRequest(message: Outgoing) {
  const text = message.code ?? parameterText(message.body)
  const parameters = [{ type: 'text', text }]
  // An AUTHENTICATION template carries the code twice: in its text and behind its copy button.
  const button = { type: 'button', sub_type: 'url', index: '0', parameters }
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: message.recipient.replace(/^\+/, ''),
    type: 'template',
    template: {
      name: message.approved,
      language: { code: message.locale },
      components: [{ type: 'body', parameters }, ...(message.code === null ? [] : [button])],
    },
    biz_opaque_callback_data: message.id,
  }
}

interface Answer {
  messages?: { id?: string }[]
  error?: { code?: number; message?: string }
}

/** WhatsApp Business Cloud API. Messages cost by category; promotion has no place here. */
export function whatsappGateway({ phoneId, token, apiUrl }: WhatsappOptions): Gateway {
  return {
    channel: 'whatsapp',
    async send(message, signal) {
      const { status, answer } = await postJson(`${apiUrl}/${phoneId}/messages`, {
        body: whatsappRequest(message),
        headers: { authorization: `Bearer ${token}` },
        signal,
      })
      const { messages, error } = answer as Answer
      const id = messages?.[0]?.id
      if (status < 300 && id !== undefined) return id
      const passing = passingStatus(status) || passingErrors.has(error?.code ?? -1)
      throw new Refusal(`whatsapp ${status} ${error?.code ?? ''} ${error?.message ?? ''}`.trim(), passing)
    },
  }
}
