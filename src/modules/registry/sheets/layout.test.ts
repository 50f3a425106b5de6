import { describe, expect, test } from 'vitest'
import type { Cell, SheetRow } from '#platform/xlsx/rows.ts'
import { columnNames, columnOf } from './columns.ts'
import { findHeader, headingKey, headingsAt, isNoRecord } from './layout.ts'
import { missingIn, roundedColumns, suggestMapping } from './mapping.ts'

const sheet = (...rows: Cell[][]): SheetRow[] =>
  rows.map((cells, index) => ({ line: index + 1, cells })).filter(({ cells }) => cells.length > 0)
const headings = [
  'No.',
  'NAMA USAHA',
  'Nama Pemilik *)',
  'No. HP',
  'Bidang  Usaha',
  'Kelurahan/Desa',
  'Alamat',
]
const record: Cell[] = [1, 'Dapur', 'Sri', '0812', 'Kuliner', 'Mangkubumen', 'Jl. A']

describe('headings', () => {
  test('are found under titles, and recognised however an office writes them', () => {
    const rows = sheet(['DATA UMKM KOTA SURAKARTA'], ['Tahun 2026'], [], headings, record)
    expect(findHeader(rows)).toEqual({ line: 4, lines: 1 })
    expect(suggestMapping(headings, [])).toEqual([
      null,
      'name',
      'ownerName',
      'phone',
      'sector',
      'village',
      'address',
    ])
  })

  test('in two lines, the upper one merged over several columns, are put together', () => {
    const rows = sheet(
      ['No', 'Nama Usaha', 'Nama Pemilik', 'Tempat Usaha', null, null, 'Bidang'],
      [null, null, null, 'Alamat', 'Kelurahan', 'Kecamatan', null],
      [1, 'Dapur', 'Sri', 'Jl. A', 'Mangkubumen', 'Banjarsari', 'Kuliner'],
    )
    const header = findHeader(rows)
    expect(header).toEqual({ line: 1, lines: 2 })
    expect(suggestMapping(headingsAt(rows, header), rows)).toEqual([
      null,
      'name',
      'ownerName',
      'address',
      'village',
      'district',
      'sector',
    ])
  })

  test('that say the same count once, those that are missing are named', () => {
    const mapping = suggestMapping(['Nama Usaha', 'Nama Dagangan', 'Alamat'], [])
    expect(mapping).toEqual(['name', null, 'address'])
    expect(missingIn(mapping)).toEqual(['ownerName', 'village'])
  })

  test('that say nothing are read by what stands under them', () => {
    const data = Array.from({ length: 6 }, (_, n): Cell[] => [
      `0812345670${n}`,
      `337205550785000${n + 1}`,
      'Kuliner',
      '33.72.05.1010',
    ])
    expect(suggestMapping(['Kolom A', '', 'X', 'Y'], sheet(...data))).toEqual([
      'phone',
      'nik',
      'sector',
      'regionCode',
    ])
  })

  test('no heading stands for two columns', () => {
    const all = Object.values(columnNames).flat()
    expect(new Set(all).size).toBe(all.length)
    for (const [column, names] of Object.entries(columnNames))
      for (const name of names) expect([name, columnOf(name)]).toEqual([name, column])
  })

  test('a mended list with its reasons is the same list', () => {
    expect(headingKey([...headings, 'Baris asal', 'Alasan (perbaiki, lalu unggah lagi)'])).toBe(
      headingKey(headings),
    )
    expect(headingKey(headings)).not.toBe(headingKey(headings.toReversed()))
  })
})

describe('lines that are no record', () => {
  const columns = suggestMapping(headings, []).map((column) => column ?? undefined)
  test.each<[string, Cell[]]>([
    ['numbers of the columns', [1, 2, 3, 4, 5, 6, 7]],
    ['numbers in brackets', ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)']],
    ['the headings again', headings],
    ['a total', ['JUMLAH', 250, null, null, null, null, null]],
    ['a place and date', [null, null, null, null, null, null, 'Surakarta, 21 November 2026']],
    ['a signature', [null, null, null, null, 'Mengetahui, Lurah']],
  ])('%s', (_, cells) => expect(isNoRecord(cells, headings, columns)).toBe(true))

  test('a record with little in it is still one: it is told as faulty', () => {
    expect(isNoRecord(record, headings, columns)).toBe(false)
    expect(isNoRecord([3, 'Warung Total', 'Budi'], headings, columns)).toBe(false)
    expect(isNoRecord([4, 'Jumlah Berkah', 'Budi', null, null, null, 'Jl. A'], headings, columns)).toBe(false)
  })
})

test('a column of NIK that nearly all end in 0 was rounded; an honest one was not', () => {
  const column = (last: (n: number) => number) =>
    sheet(...Array.from({ length: 20 }, (_, n): Cell[] => [`33720555078500${n % 10}${last(n)}`]))
  expect(
    roundedColumns(
      ['nik'],
      column(() => 0),
    ),
  ).toEqual(new Set(['nik']))
  expect(
    roundedColumns(
      ['nik'],
      column((n) => n % 10),
    ),
  ).toEqual(new Set())
})
