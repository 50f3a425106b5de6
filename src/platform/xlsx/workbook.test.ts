import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { SheetRow } from './rows.ts'
import { openWorkbook } from './workbook.ts'
import { NoWorkbook } from './zip.ts'

async function read(bytes: Uint8Array, sheet = 0): Promise<SheetRow[]> {
  const all: SheetRow[] = []
  for await (const rows of (await openWorkbook(Buffer.from(bytes)))[sheet]?.rows() ?? []) all.push(...rows)
  return all
}
const list = [
  ['DATA UMKM & PKL <2026>'],
  [],
  ['Nama', 'NIK', 'Tanggal', 'Omzet', 'Aktif'],
  ['Café "Ñandú"', '3372055507850001', new Date('2015-03-12'), 1_500_000.5, true],
  [null, null, 3_372_055_507_850_001],
]

describe('a workbook', () => {
  test.each(['shared', 'inline'] as const)(
    'with %s texts is read line by line, dates as dates',
    async (stringMode) => {
      const bytes = await writeXlsx({
        stringMode,
        sheets: [
          { name: 'Data', rows: list, cells: new Map([['3,2', { style: { numFmt: 'dd/mm/yyyy' } }]]) },
          { name: 'Kosong', rows: [] },
        ],
      })
      expect(await read(bytes)).toEqual([
        { line: 1, cells: ['DATA UMKM & PKL <2026>'] },
        { line: 3, cells: ['Nama', 'NIK', 'Tanggal', 'Omzet', 'Aktif'] },
        { line: 4, cells: ['Café "Ñandú"', '3372055507850001', '2015-03-12', 1_500_000.5, 'ya'] },
        { line: 5, cells: [null, null, 3_372_055_507_850_001] },
      ])
      expect(await read(bytes, 1)).toEqual([])
      expect((await openWorkbook(Buffer.from(bytes))).map(({ name }) => name)).toEqual(['Data', 'Kosong'])
    },
  )

  test('longer than a piece loses no row', async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => [`Usaha ${n}`, n, 'x'.repeat(40)])
    const found = await read(await writeXlsx({ sheets: [{ name: 'Data', rows }] }))
    expect(found.map(({ cells }) => cells[1])).toEqual(rows.map((row) => row[1]))
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('Nama;NIK\n')],
    ['a cut one', Buffer.from('PK\u0003\u0004 and then nothing that closes it')],
  ])('that is %s is refused', async (_, bytes) => {
    await expect(openWorkbook(bytes)).rejects.toBeInstanceOf(NoWorkbook)
  })

  test('cut anywhere is refused or read, never a crash', async () => {
    const bytes = Buffer.from(await writeXlsx({ sheets: [{ name: 'Data', rows: list }] }))
    for (let at = 1; at < bytes.length; at += 97) {
      const broken = Buffer.from(bytes)
      broken[at] = (broken[at] ?? 0) ^ 0xff
      await read(broken).catch((error: unknown) => expect(error).toBeInstanceOf(NoWorkbook))
    }
  })
})
