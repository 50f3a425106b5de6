import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/**
 * The Cloud API as Meta publishes it, as far as a template message goes: what it accepts, what it answers, and its
 * errors. A request that breaks the contract gets error 100, as there.
 */
const Parameter = z.strictObject({
  type: z.literal('text'),
  text: z
    .string()
    .min(1)
    .max(1024)
    .refine((text) => !/[\n\t]| {5}/.test(text), 'no new lines, tabs or runs of spaces'),
})
const Body = z.strictObject({ type: z.literal('body'), parameters: z.array(Parameter).length(1) })
const Code = Parameter.extend({ text: z.string().max(15) })
const CodeBody = z.strictObject({ type: z.literal('body'), parameters: z.array(Code).length(1) })
const CodeButton = z.strictObject({
  type: z.literal('button'),
  sub_type: z.literal('url'),
  index: z.literal('0'),
  parameters: z.array(Code).length(1),
})
const TemplateMessage = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual'),
  to: z.string().regex(/^62\d{8,12}$/),
  type: z.literal('template'),
  template: z.strictObject({
    name: z.string().regex(/^[a-z0-9_]{1,512}$/),
    language: z.strictObject({ code: z.enum(['id', 'en']) }),
    components: z.union([z.tuple([Body]), z.tuple([CodeBody, CodeButton])]),
  }),
  biz_opaque_callback_data: z.string().max(512).optional(),
})
export type TemplateMessage = z.infer<typeof TemplateMessage>

export interface WhatsappFake {
  url: string
  sent: TemplateMessage[]
  /** Answer the next requests with these errors, in order. */
  fail(...errors: { status: number; code: number }[]): void
  close(): Promise<void>
}

export const whatsappPhoneId = '106540352242922'
export const whatsappToken = 'EAAtest'

/** Listen on this machine as the Cloud API would. */
export async function whatsappFake(): Promise<WhatsappFake> {
  const sent: TemplateMessage[] = []
  const failures: { status: number; code: number }[] = []
  const { url, close } = await listen(async (request, response, body) => {
    const answer = (status: number, content: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
    }
    const refuse = (status: number, code: number, message: string) =>
      answer(status, { error: { message, type: 'OAuthException', code, fbtrace_id: 'A1' } })
    if (request.method !== 'POST' || request.url !== `/v23.0/${whatsappPhoneId}/messages`)
      return refuse(400, 100, 'Unsupported post request')
    if (request.headers.authorization !== `Bearer ${whatsappToken}`)
      return refuse(401, 190, 'Invalid OAuth access token')
    const failure = failures.shift()
    if (failure) return refuse(failure.status, failure.code, 'as asked')
    const parsed = TemplateMessage.safeParse(JSON.parse(body))
    if (!parsed.success) return refuse(400, 100, `Invalid parameter: ${z.prettifyError(parsed.error)}`)
    sent.push(parsed.data)
    const { to } = parsed.data
    answer(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: to }],
      messages: [{ id: `wamid.${sent.length}`, message_status: 'accepted' }],
    })
  })
  return { url: `${url}/v23.0`, sent, fail: (...errors) => void failures.push(...errors), close }
}

/** A small server of a test on 127.0.0.1; the body is read whole. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => unknown,
): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    await handle(request, response, Buffer.concat(chunks).toString('utf8'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
