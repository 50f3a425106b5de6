import { describe, expect, test } from 'vitest'
import { codeIn, concealCodes, concealRecipient } from './conceal.ts'
import { gatewaysOf } from './gateways.ts'
import { defaultShape, fillShape } from './sms.ts'
import { parameterText, whatsappRequest } from './whatsapp.ts'

const channels = (environment: Record<string, string>) =>
  gatewaysOf(environment).map((gateway) => gateway.channel)

describe('which gateways the environment names', () => {
  test('none by default: messages stay in the outbox', () => {
    expect(channels({})).toEqual([])
    expect(channels({ SMTP_URL: '', SMS_URL: '' })).toEqual([])
  })
  test('WhatsApp is tried before SMS', () => {
    const set = {
      SMS_URL: 'https://sms.contoh.id/send',
      WHATSAPP_PHONE_ID: '123',
      WHATSAPP_TOKEN: 'x',
      SMTP_URL: 'smtp://localhost',
      MAIL_FROM: 'a@b.id',
    }
    expect(channels(set)).toEqual(['whatsapp', 'sms', 'email'])
  })
  test.each([
    [{ SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'http://localhost', MAIL_FROM: 'a@b.id' }, 'SMTP_URL'],
    [{ SMS_URL: 'https://sms.contoh.id', SMS_BODY: '{to' }, 'SMS_BODY'],
    [{ WHATSAPP_PHONE_ID: '+62', WHATSAPP_TOKEN: 'x' }, 'WHATSAPP_PHONE_ID'],
  ])('a wrong value is told at start: %j', (environment, named) => {
    expect(() => gatewaysOf(environment)).toThrow(named)
  })
})

describe('an SMS gateway’s own shape', () => {
  const values = { to: '+628', text: 'Halo "Sri" {sender}\n', sender: 'BERDAYA', id: 'm1' }
  test('is filled wherever the names stand', () => {
    const shape = {
      messages: [{ msisdn: '{to}', content: { text: '{text}' } }],
      from: 'x-{sender}',
      flash: false,
    }
    expect(fillShape(shape, values)).toEqual({
      messages: [{ msisdn: '+628', content: { text: values.text } }],
      from: 'x-BERDAYA',
      flash: false,
    })
    expect(fillShape(defaultShape, values)).toMatchObject({ to: '+628', text: values.text, reference: 'm1' })
  })
  test('leaves names alone that it does not know', () => {
    expect(fillShape('{other}', values)).toBe('{other}')
  })
})

test('a WhatsApp parameter holds no line break, tab or run of spaces, and at most 1,024 characters', () => {
  expect(parameterText(' Halo\n\n  Sri,\tapa      kabar? \n')).toBe('Halo · Sri, apa kabar? ·')
  expect(parameterText('a'.repeat(2000))).toHaveLength(1024)
})

test('a WhatsApp number has no plus sign', () => {
  const message = {
    id: 'm',
    recipient: '+62812',
    locale: 'en',
    template: 't',
    subject: null,
    body: 'b',
    code: null,
    approved: 'x',
  } as const
  expect(whatsappRequest(message)).toMatchObject({ to: '62812', template: { language: { code: 'en' } } })
})

describe('what is not for every eye', () => {
  test('codes become dots, the words stay', () => {
    expect(concealCodes('Kode 482913, berlaku 5 menit sampai 10.05.')).toBe(
      'Kode ••••••, berlaku 5 menit sampai 10.05.',
    )
    expect(codeIn('Kode 482913 berlaku 5 menit')).toBe('482913')
    expect(codeIn('tanpa kode')).toBeNull()
  })
  test.each([
    ['+6281234567890', '+62812•••••890'],
    ['sri@contoh.id', 'sr•••@contoh.id'],
    ['x@y.id', 'x•••@y.id'],
    ['+6281', '•••'],
  ])('%s is shown as %s', (recipient, shown) => {
    expect(concealRecipient(recipient)).toBe(shown)
  })
})
