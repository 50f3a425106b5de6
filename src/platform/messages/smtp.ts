import { createTransport } from 'nodemailer'
import { type Gateway, patience, Refusal } from './gateway.ts'

export interface SmtpOptions {
  /** `smtps://user:password@mail.example.go.id`; see nodemailer for its query fields. */
  url: string
  /** `Kelurahan Mangkubumen <layanan@example.go.id>` */
  from: string
}

/** Our id in `Message-ID` lets a mailbox recognise a message that was sent twice. */
export function smtpGateway({ url, from }: SmtpOptions): Gateway {
  const transport = createTransport(
    { url, connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience },
    { from },
  )
  const host = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    channel: 'email',
    async send(message) {
      try {
        const sent = await transport.sendMail({
          to: message.recipient,
          subject: message.subject ?? message.template,
          text: message.body,
          messageId: `<${message.id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.locale },
        })
        return sent.messageId
      } catch (error) {
        throw new Refusal(reasonOf(error), !isFinal(error))
      }
    },
  }
}

const reasonOf = (error: unknown) =>
  `smtp ${error instanceof Error ? error.message : String(error)}`.slice(0, 300)

/** A server's 5xx answer is final; 4xx and a lost connection pass. */
const isFinal = (error: unknown) =>
  typeof error === 'object' &&
  error !== null &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 500
