import { expect, test } from 'vitest'
import { csvRows, isText, shapeOf } from './csv.ts'
import type { SheetRow } from './xlsx/rows.ts'

/** Read bytes in small parts, as they come over a line. */
async function read(bytes: Buffer): Promise<SheetRow['cells'][]> {
  async function* parts() {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
  }
  const all: SheetRow['cells'][] = []
  for await (const rows of csvRows(parts(), shapeOf(bytes, true))) all.push(...rows.map(({ cells }) => cells))
  return all
}
const wanted = [
  ['Nama', 'Alamat'],
  ['Café Ñandú', 'Jl. A; no. 1'],
]

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFFNama;Alamat\r\nCafé Ñandú;"Jl. A; no. 1"\r\n')],
  ['UTF-8 without', Buffer.from('Nama;Alamat\nCafé Ñandú;"Jl. A; no. 1"\n')],
  ['Windows-1252', Buffer.from('Nama;Alamat\nCafé Ñandú;"Jl. A; no. 1"\n', 'latin1')],
  [
    'Excel’s Unicode text with tabs',
    Buffer.from('\uFEFFNama\tAlamat\r\nCafé Ñandú\tJl. A; no. 1\r\n', 'utf16le'),
  ],
  ['commas', Buffer.from('Nama,Alamat\nCafé Ñandú,Jl. A; no. 1\n')],
  ['a first line that names the separator', Buffer.from('sep=;\nNama;Alamat\nCafé Ñandú;"Jl. A; no. 1"\n')],
  ['old line ends and empty lines', Buffer.from('Nama;Alamat\r\rCafé Ñandú;"Jl. A; no. 1"\r;\r')],
])('%s', async (_, bytes) => {
  expect(await read(bytes)).toEqual(wanted)
})

test('lines are counted as the file has them', async () => {
  const bytes = Buffer.from('Judul\n\nNama;Alamat\nA;B\n')
  async function* whole() {
    yield bytes
  }
  const lines: number[] = []
  for await (const rows of csvRows(whole(), shapeOf(bytes, true))) lines.push(...rows.map(({ line }) => line))
  expect(lines).toEqual([1, 3, 4])
})

test('programs and pictures are no text', () => {
  expect([
    isText(Buffer.from('a;b')),
    isText(Buffer.from([0x89, 0x50, 0, 1])),
    isText(Buffer.alloc(0)),
  ]).toEqual([true, false, false])
})
