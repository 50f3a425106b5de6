import { expect, test } from 'vitest'
import { createLog, scrub } from './log.ts'

function written(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) })
  log.level = 'info'
  write(log)
  return lines.join('')
}

test('fields that identify a person are hidden, however deep', () => {
  const line = written((log) =>
    log.info(
      {
        phone: '+6281234567890',
        person: { nik: '3372051234567890', name: 'Sri' },
        a: { b: { code: '482913' } },
      },
      'x',
    ),
  )
  expect(line).not.toMatch(/81234567890|3372051234567890|482913/)
  expect(line).toContain('Sri')
})

test.each([
  '+6281234567890',
  '6281234567890',
  '081234567890',
  '0812-3456-7890',
  '0812 3456 7890',
  '3372051234567890',
])('%s is hidden inside a text too', (secret) => {
  expect(scrub(`nomor ${secret}.`)).toBe('nomor [disembunyikan].')
  expect(written((log) => log.warn(`nomor ${secret}.`))).not.toContain(secret)
})

test('an error keeps its message and place, not the values the database repeats', () => {
  const error = Object.assign(new Error('duplicate key, phone +6281234567890'), {
    code: '23505',
    detail: 'Key (nik)=(3372051234567890) already exists.',
  })
  const line = written((log) => log.error({ err: error, requestId: 'r1' }, 'request failed'))
  expect(line).toContain('23505')
  expect(line).toContain('log.test.ts')
  expect(line).toContain('r1')
  expect(line).not.toMatch(/3372051234567890|81234567890/)
})

test('dates, amounts, ids and versions stay readable', () => {
  const text = '2026-11-21T03:00:00Z Rp 1250000 01937f3e-7c00-7000-8000-000000000001 v18.4.0 33.72.05.1003'
  expect(scrub(text)).toBe(text)
})
