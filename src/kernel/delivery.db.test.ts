import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultShape, smsGateway } from '#platform/messages/sms.ts'
import { smtpGateway } from '#platform/messages/smtp.ts'
import { whatsappGateway } from '#platform/messages/whatsapp.ts'
import type { Job } from '#platform/queue/task.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { mailbox } from '../../tests/support/mailbox.ts'
import { listen, whatsappFake, whatsappPhoneId, whatsappToken } from '../../tests/support/whatsapp.ts'
import { type Delivery, deliver, redactSecrets } from './delivery.server.ts'

const database = await testDatabase()
const { owner } = database
const whatsapp = await whatsappFake()
const post = await mailbox()
const texts: Record<string, string>[] = []
let smsStatus = 200
const sms = await listen((request, response, body) => {
  if (smsStatus === 200) texts.push({ ...JSON.parse(body), auth: String(request.headers.authorization) })
  response
    .writeHead(smsStatus, { 'content-type': 'application/json' })
    .end(JSON.stringify({ message_id: 42 }))
})
afterAll(() => Promise.all([whatsapp.close(), post.close(), sms.close()]))
beforeEach(async () => {
  await owner.query('truncate kernel.message')
  for (const kept of [whatsapp.sent, post.mails, texts]) kept.length = 0
  smsStatus = 200
})

const byWhatsapp = whatsappGateway({ phoneId: whatsappPhoneId, token: whatsappToken, apiUrl: whatsapp.url })
const bySms = smsGateway({ url: `${sms.url}/send`, token: 'rahasia', sender: 'BERDAYA', shape: defaultShape })
const byMail = smtpGateway({ url: post.url, from: 'Kelurahan Mangkubumen <layanan@contoh.go.id>' })
const all: Delivery = { gateways: [byWhatsapp, bySms, byMail], allows: async () => true }

const job = (more: Partial<Job> = {}): Job => ({
  id: '1',
  attempt: 1,
  last: false,
  signal: new AbortController().signal,
  pool: database.app,
  ...more,
})

interface Put {
  channel?: 'phone' | 'email'
  recipient?: string
  template?: string
  body?: string
  state?: string
  age?: string
  notBefore?: string
}

async function put({ channel = 'phone', age = '0', notBefore = '0', ...more }: Put = {}): Promise<string> {
  const recipient = more.recipient ?? (channel === 'phone' ? '+6281234567890' : 'sri@contoh.id')
  const { rows } = await owner.query<{ id: string }>(
    `insert into kernel.message (channel, recipient, locale, template, subject, body, state, created_at, not_before)
     values ($1, $2, 'id', $3, 'Pesanan disetujui', $4, $5, now() - $6::interval, now() + $7::interval) returning id`,
    [
      channel,
      recipient,
      more.template ?? 'space.booking_approved',
      more.body ?? 'Pesanan Anda\n\tdisetujui.',
      more.state ?? 'queued',
      age,
      notBefore,
    ],
  )
  return rows[0]?.id ?? ''
}
const stateOf = async (id: string) =>
  (
    await owner.query(
      'select state, sent_by, reference, failure, attempts, body from kernel.message where id = $1',
      [id],
    )
  ).rows[0]

describe('a phone', () => {
  test('is reached by WhatsApp, with an approved template', async () => {
    const id = await put()
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({
      state: 'sent',
      sent_by: 'whatsapp',
      reference: 'wamid.1',
      failure: null,
    })
    expect(whatsapp.sent).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: '6281234567890',
        type: 'template',
        template: {
          name: 'berdaya_pemberitahuan',
          language: { code: 'id' },
          components: [
            { type: 'body', parameters: [{ type: 'text', text: 'Pesanan Anda · disetujui. · Berdaya' }] },
          ],
        },
        biz_opaque_callback_data: id,
      },
    ])
    expect(texts).toEqual([])
  })

  test('gets a code by the template for codes, text and button alike', async () => {
    const id = await put({
      template: 'identity.sign_in_code',
      body: 'Kode masuk Anda 482913. Berlaku 5 menit.',
    })
    await deliver(all, id, job())
    const parameters = [{ type: 'text', text: '482913' }]
    expect(whatsapp.sent[0]?.template).toEqual({
      name: 'berdaya_kode',
      language: { code: 'id' },
      components: [
        { type: 'body', parameters },
        { type: 'button', sub_type: 'url', index: '0', parameters },
      ],
    })
  })

  test('is reached by SMS when WhatsApp refuses', async () => {
    whatsapp.fail({ status: 400, code: 131026 })
    const id = await put()
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'sent', sent_by: 'sms', reference: '42' })
    expect(texts).toEqual([
      {
        to: '+6281234567890',
        text: 'Pesanan Anda\n\tdisetujui.\nBerdaya',
        from: 'BERDAYA',
        reference: id,
        auth: 'Bearer rahasia',
      },
    ])
  })

  test('is not reached by WhatsApp without opt-in', async () => {
    const id = await put()
    await deliver({ ...all, allows: async (_, __, channel) => channel !== 'whatsapp' }, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'sent', sent_by: 'sms' })
    expect(whatsapp.sent).toEqual([])
  })

  test('waits when both gateways are in trouble, and is reached later', async () => {
    whatsapp.fail({ status: 500, code: 131016 })
    smsStatus = 503
    const id = await put()
    await expect(deliver(all, id, job())).rejects.toThrow('not delivered yet')
    expect(await stateOf(id)).toMatchObject({
      state: 'queued',
      attempts: 1,
      failure: 'whatsapp 500 131016 as asked; sms 503',
    })
    smsStatus = 200
    await deliver(all, id, job({ attempt: 2 }))
    expect(await stateOf(id)).toMatchObject({
      state: 'sent',
      sent_by: 'whatsapp',
      attempts: 2,
      failure: null,
    })
  })

  test('is given up after the last attempt, and told so', async () => {
    smsStatus = 503
    const id = await put()
    await deliver({ ...all, gateways: [bySms] }, id, job({ last: true }))
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure: 'sms 503' })
  })

  test('is given up at once when trying again would not help', async () => {
    smsStatus = 400
    const id = await put()
    await deliver({ ...all, gateways: [bySms] }, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure: 'sms 400' })
  })
})

describe('e-mail', () => {
  test('arrives readable, from us, and recognisable when sent twice', async () => {
    const id = await put({ channel: 'email', body: 'Yth. Sri,\npesanan Anda disetujui — terima kasih 🙏' })
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'sent', sent_by: 'email' })
    const [mail] = post.mails
    expect(mail).toMatchObject({
      from: { name: 'Kelurahan Mangkubumen', address: 'layanan@contoh.go.id' },
      to: [{ address: 'sri@contoh.id' }],
      subject: 'Pesanan disetujui',
      messageId: `<${id}@contoh.go.id>`,
    })
    expect(mail?.text?.trim()).toBe('Yth. Sri,\npesanan Anda disetujui — terima kasih 🙏\n\nBerdaya')
    expect(mail?.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated')
  })

  test('a full mailbox passes, an unknown one does not', async () => {
    post.refuse(452, 550)
    const id = await put({ channel: 'email' })
    await expect(deliver(all, id, job())).rejects.toThrow('452')
    await deliver(all, id, job({ attempt: 2 }))
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure: expect.stringContaining('550') })
  })

  test('an address cannot smuggle in another recipient or header', async () => {
    const id = await put({ channel: 'email', recipient: 'sri@contoh.id\r\nBcc: lain@contoh.id' })
    await deliver(all, id, job({ last: true }))
    expect(post.mails.flatMap((mail) => mail.bcc ?? [])).toEqual([])
    expect(post.mails.flatMap((mail) => mail.headers.filter((header) => header.key === 'bcc'))).toEqual([])
  })
})

describe('the outbox', () => {
  test('without a gateway shows the message to the administrator', async () => {
    const id = await put()
    await deliver({ gateways: [], allows: async () => true }, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'shown', sent_by: null })
    await deliver({ gateways: [byMail], allows: async () => true }, await put({ channel: 'phone' }), job())
    expect(post.mails).toEqual([])
  })

  test('sends a message once, however often the job runs', async () => {
    const id = await put()
    await deliver(all, id, job())
    await deliver(all, id, job({ attempt: 2 }))
    await Promise.all(Array.from({ length: 10 }, (_, index) => deliver(all, id, job({ attempt: index + 3 }))))
    const other = await put()
    await Promise.allSettled(Array.from({ length: 10 }, () => deliver(all, other, job())))
    expect(whatsapp.sent.map((message) => message.biz_opaque_callback_data)).toEqual([id, other])
  })

  test.each(['cancelled', 'sent', 'shown'])('leaves a %s message alone', async (state) => {
    const id = await put({ state })
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({ state, attempts: 0 })
    expect(whatsapp.sent).toEqual([])
  })

  test('holds a message back until its time, so that a decision can be undone', async () => {
    const id = await put({ notBefore: '10 seconds' })
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 })
  })

  test('does not send a code that is too old to use', async () => {
    const id = await put({ template: 'identity.code', body: 'Kode 123456', age: '16 minutes' })
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'failed', failure: 'expired' })
  })

  test('forgets codes after a quarter of an hour, and nothing else', async () => {
    const body = 'Kode masuk Anda 482913. Berlaku 5 menit.'
    const old = await put({ template: 'identity.sign_in_code', body, state: 'shown', age: '16 minutes' })
    const fresh = await put({ template: 'identity.sign_in_code', body, state: 'shown', age: '14 minutes' })
    const other = await put({
      template: 'space.booking_approved',
      body: 'Tiket 12345678',
      state: 'sent',
      age: '1 day',
    })
    expect(await redactSecrets(database.app)).toBe(1)
    expect((await stateOf(old)).body).toBe('Kode masuk Anda ••••••. Berlaku 5 menit.')
    expect((await stateOf(fresh)).body).toBe(body)
    expect((await stateOf(other)).body).toBe('Tiket 12345678')
    expect(await redactSecrets(database.app)).toBe(0)
  })

  test('forgets the keys of links that left; those still to be passed on stay three days', async () => {
    const body =
      'Halo Sri, buat kata sandi: https://contoh.id/masuk/sandi?a=1&t=kunci-rahasia\nBerlaku 1 jam.'
    const link = { template: 'identity.password_link', body }
    const sent = await put({ ...link, state: 'sent', age: '16 minutes' })
    const shown = await put({ ...link, state: 'shown', age: '2 days' })
    const stale = await put({ ...link, state: 'shown', age: '4 days', template: 'identity.invitation' })
    await redactSecrets(database.app)
    const without = 'Halo Sri, buat kata sandi: https://contoh.id/masuk/sandi?••••••\nBerlaku 1 jam.'
    expect((await stateOf(sent)).body).toBe(without)
    expect((await stateOf(stale)).body).toBe(without)
    expect((await stateOf(shown)).body).toBe(body)
  })

  test('sends a link that is older than a code may be', async () => {
    const id = await put({
      template: 'identity.invitation',
      body: 'https://contoh.id/?t=1234567',
      age: '1 hour',
    })
    await deliver(all, id, job())
    expect(await stateOf(id)).toMatchObject({ state: 'sent' })
    expect(whatsapp.sent[0]?.template.name).toBe('berdaya_pemberitahuan')
  })

  test('knows a message that is gone', async () => {
    await deliver(all, '01937f3e-7c00-7000-8000-000000000001', job())
    expect(whatsapp.sent).toEqual([])
  })
})
