import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { type SheetColumn, writeCsv, writeWorkbook } from './sheets.ts'

interface Row {
  name: string
  hours: number
}
const columns: SheetColumn<Row>[] = [
  { label: 'Nama', value: (row) => row.name, width: 30 },
  { label: 'Jam', value: (row) => row.hours, format: '0.0' },
]
const rows: Row[] = [
  { name: 'Sasono Krida; "Warga"', hours: 2.5 },
  { name: '=HYPERLINK("http://x")', hours: -1 },
]

it('writes CSV that a program reads back', () => {
  expect(parse(writeCsv({ columns, rows: rows.slice(0, 1) }), { columns: true })).toEqual([
    { Nama: 'Sasono Krida; "Warga"', Jam: '2.5' },
  ])
})

it('writes CSV that Excel with Indonesian settings opens', () => {
  const text = writeCsv({ columns, rows }, true)
  expect(text.startsWith('\ufeffNama;Jam\r\n')).toBe(true)
  expect(text).toContain(';2,5\r\n')
})

it('makes formulas in CSV harmless', () => {
  expect(writeCsv({ columns, rows })).not.toMatch(/(^|[,"\n])=/)
})

it('writes a workbook whose text stays text', async () => {
  const { sheets } = await readXlsx(await writeWorkbook([{ name: 'Daftar: semua/rekaman', columns, rows }]))
  expect(sheets[0]?.name).toBe('Daftar  semua rekaman')
  expect(sheets[0]?.rows).toEqual([
    ['Nama', 'Jam'],
    ['Sasono Krida; "Warga"', 2.5],
    ['=HYPERLINK("http://x")', -1],
  ])
})
