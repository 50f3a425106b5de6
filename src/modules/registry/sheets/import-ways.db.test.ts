import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { importCommand } from './cli/import.ts'
import { cancelImport, listImportRows, listImports, readImport, startImport } from './operations.server.ts'
import { applied, at, call, checked, folder, neighbour } from './testing/imports.ts'
import { asCsv, faulty, heading, manyRows, sound } from './testing/lists.ts'

describe('who may', () => {
  test('an officer of another city sees neither the run nor its rows, and imports only for the own city', async () => {
    const run = await checked(asCsv([heading, ...sound]))
    for (const attempt of [
      () => execute(readImport, { importId: run.id }, call(neighbour)),
      () => execute(listImportRows, { importId: run.id }, call(neighbour)),
      () => execute(cancelImport, { importId: run.id }, call(neighbour)),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    expect((await execute(listImports, {}, call(neighbour))).items).toEqual([])
    const theirs = await checked(asCsv([heading, ...sound]), 'salatiga.csv', neighbour)
    expect(theirs).toMatchObject({ sound: 0, faulty: 2 })
  })

  test('a NIK of somebody elsewhere is told as taken, not whose it is', async () => {
    const head = heading.with(7, 'Kode wilayah')
    const row = [
      '1',
      'Usaha Salatiga',
      'Orang Lain',
      '',
      '3372055507850001',
      'Kuliner',
      'Bakso',
      '33.73.01.1001',
      '',
      'Jl. S 1',
    ]
    await applied((await checked(asCsv([heading, ...sound]))).id)
    const run = await checked(asCsv([head, row]), 's.csv', neighbour)
    const { items } = await execute(listImportRows, { importId: run.id }, call(neighbour))
    expect(items[0]).toMatchObject({ status: 'faulty', faults: [{ field: 'nik' }] })
    expect(JSON.stringify(items)).not.toContain('Sri')
  })

  test('what is no list is refused in words, and nothing of it stays', async () => {
    const start = (content: string) => execute(startImport, { fileName: 'a.csv', content }, call())
    const broken = { code: 'invalid_input', info: { fields: [{ path: 'file', key: 'sheets_file_broken' }] } }
    // Quotes that never close, a line that never ends.
    await expect(start('Nama;Alamat\nA;"B\n')).rejects.toMatchObject(broken)
    await expect(start(`Nama;${'x'.repeat(300_000)}`)).rejects.toMatchObject(broken)
    await expect(start('a\u0000b')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(start(';;\n;;\n')).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('residents import nothing, programs only small lists of text', async () => {
    await expect(
      execute(startImport, { fileName: 'a.csv', content: 'a;b' }, call(await at.resident())),
    ).rejects.toMatchObject({ code: 'forbidden' })
    const run = await execute(startImport, { fileName: 'a.csv', content: asCsv([heading, ...sound]) }, call())
    expect(run).toMatchObject({ state: 'mapping', format: 'csv' })
  })
})

describe('berdaya import', () => {
  async function command(content: string | Buffer, ...more: string[]) {
    const file = join(folder, 'daftar.csv')
    writeFileSync(file, content)
    const lines: string[] = []
    const code = await importCommand.run([file, ...more], {
      config: {} as never,
      print: (line) => void lines.push(line),
      database: async () => ({ url: at.url, owner: at.owner, app: at.app }),
    })
    return { code, lines, text: lines.join('\n') }
  }

  test('shows what is wrong, then records the sound rows', async () => {
    await applied((await checked(asCsv([heading, ...sound]))).id, { takeDuplicates: true })
    const list = asCsv([heading, ...[...manyRows(3, 'Perintah')], ...faulty], '\t')
    const shown = await command(list)
    expect(shown.code).toBe(1)
    expect(shown.text).toContain('Kolom yang tidak dibaca: No')
    expect(shown.text).toMatch(/baris 5: .*“Antahberantah” tidak ditemukan/)
    expect(shown.lines.at(-1)).toContain('--apply')
    const done = await command(list, '--apply')
    expect([done.code, done.lines.at(-1)]).toEqual([1, '3 ditambahkan, 1 sudah ada, 0 ditolak.'])
  })

  test('reads Windows-1252 and commas', async () => {
    const content = `${heading.join(',')}\n1,Café Ñandú,Dé,08123456009,,Minuman,Kopi,Mangkubumen,Banjarsari,Jl. C 3\n`
    expect((await command(Buffer.from(content, 'latin1'), '--apply')).code).toBe(0)
    expect((await at.owner.query(`select name from registry.business where name like 'Caf%'`)).rows).toEqual([
      { name: 'Café Ñandú' },
    ])
  })

  test('refuses a list without what every list needs, in words', async () => {
    await expect(command('Nama Usaha;Catatan\nA;B\n')).rejects.toThrow(/kolom belum ada: .*Alamat/i)
    await expect(command(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]))).rejects.toThrow(
      /\.xls/,
    )
  })
})
