import { z } from 'zod'
import type { Gateway } from './gateway.ts'
import { defaultShape, smsGateway } from './sms.ts'
import { smtpGateway } from './smtp.ts'
import { whatsappGateway } from './whatsapp.ts'

const Json = z.string().transform((value, issues): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    issues.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})

/** What an operator sets to have messages leave by themselves; see docs/operators/messages.md. */
const Environment = z.object({
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().includes('@').optional(),
  WHATSAPP_PHONE_ID: z.string().regex(/^\d+$/).optional(),
  WHATSAPP_TOKEN: z.string().min(1).optional(),
  WHATSAPP_API_URL: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com/v23.0'),
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_TOKEN: z.string().min(1).optional(),
  SMS_SENDER: z.string().max(20).default('BERDAYA'),
  SMS_BODY: Json.optional(),
})

/**
 * The gateways the environment names, in the order phones are tried: WhatsApp, then SMS. None is fine:
 * messages then stay in the outbox for the administrator to pass on.
 * @throws when a variable is set but makes no sense: better at start than at the first message.
 */
export function gatewaysOf(environment: Record<string, string | undefined>): Gateway[] {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (!parsed.success) throw new Error(`message gateways: ${z.prettifyError(parsed.error)}`)
  const set = parsed.data
  const gateways: Gateway[] = []
  if (set.WHATSAPP_PHONE_ID && set.WHATSAPP_TOKEN)
    gateways.push(
      whatsappGateway({
        phoneId: set.WHATSAPP_PHONE_ID,
        token: set.WHATSAPP_TOKEN,
        apiUrl: set.WHATSAPP_API_URL,
      }),
    )
  if (set.SMS_URL)
    gateways.push(
      smsGateway({
        url: set.SMS_URL,
        token: set.SMS_TOKEN,
        sender: set.SMS_SENDER,
        shape: set.SMS_BODY ?? defaultShape,
      }),
    )
  if (set.SMTP_URL) {
    if (!set.MAIL_FROM) throw new Error('message gateways: SMTP_URL needs MAIL_FROM')
    gateways.push(smtpGateway({ url: set.SMTP_URL, from: set.MAIL_FROM }))
  }
  return gateways
}
