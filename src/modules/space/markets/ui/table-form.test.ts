import { describe, expect, test } from 'vitest'
import { atRows, dateRows, weeksOf } from './table-form.ts'

const typed = (fields: Record<string, string>) =>
  weeksOf(
    (name) => fields[name] ?? '',
    () => [],
  )
const row = (number: number, [day = '', from = '', to = '', note = '']: string[]) => ({
  [`dates.${number}.day`]: day,
  [`dates.${number}.from`]: from,
  [`dates.${number}.to`]: to,
  [`dates.${number}.note`]: note,
})

describe('dates of a market besides its weekly ones', () => {
  test('each row is a date; empty rows are none', () => {
    const sent = typed({
      rows: '4',
      ...row(1, ['2026-12-24', '08:00', '16:30', 'Pasar malam']),
      ...row(3, ['2026-12-31', '', '00:00']),
    })
    expect(sent.dates).toEqual([
      { day: '2026-12-24', from: 480, to: 990, note: 'Pasar malam' },
      { day: '2026-12-31', from: undefined, to: 1440, note: '' },
    ])
    expect(atRows({ 'dates.1.from': 'Wajib diisi.', version: 'x' }, sent.rows)).toEqual({
      'dates.3.from': 'Wajib diisi.',
      version: 'x',
    })
  })

  test('the form shows what is set, and room for more', () => {
    const rows = dateRows({ weeks: [], dates: [{ day: '2026-12-24', from: 480, to: 990, note: '' }] })
    expect(rows).toHaveLength(4)
    expect(rows[0]?.to).toEqual({ name: 'dates.0.to', initial: '16:30' })
    expect(rows[3]?.day).toEqual({ name: 'dates.3.day', initial: '' })
  })
})
