import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { importCommand } from './cli.ts'
import { sampleRegistration } from './provision.server.ts'
import { importRows } from './sheets/operations.server.ts'
import { elsewhere, world } from './testing/world.ts'

const at = await world()
const folder = mkdtempSync(join(tmpdir(), 'import-'))

/** Run the command on a file. */
async function run(content: string | Buffer, ...more: string[]) {
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

const heading = 'No;Nama Usaha;Nama Pemilik;No HP;NIK;Bidang;Produk;Kelurahan;Kecamatan;Alamat'
const list = (...rows: string[]) => `\uFEFF${heading}\r\n${rows.join('\r\n')}\r\n`
const count = async () => (await at.owner.query('select count(*) as n from registry.business')).rows[0].n

describe('berdaya import', () => {
  const sound = [
    '1;Dapur Bu Sri;Sri Wahyuni;08123456001;3372055507850001;Kuliner;Nasi liwet;Mangkubumen;Banjarsari;Jl. Gajah Mada 12',
    '2;Batik Arum;Arum;08123456002;;Kerajinan;Batik tulis;Kel. Mangkubumen;Kec. Banjarsari;Jl. Yosodipuro 3',
  ]
  const faulty = [
    '3;Tanpa Desa;Budi;08123456003;;Kuliner;Soto;Antahberantah;Banjarsari;Jl. A 1',
    '4;NIK Rusak;Cici;08123456004;3,37206E+15;Kuliner;Sate;Mangkubumen;Banjarsari;Jl. B 2',
    '5;Dapur Bu Sri;SRI WAHYUNI;08123456001;3372055507850001;Kuliner;Nasi;Mangkubumen;Banjarsari;Jl. Gajah Mada 12',
  ]

  test('shows what is wrong and writes nothing', async () => {
    const before = await count()
    const { code, text } = await run(list(...sound, ...faulty))
    expect(code).toBe(1)
    expect(text).toContain('Kolom yang tidak dibaca: No')
    expect(text).toMatch(/baris 4: .*“Antahberantah” tidak ditemukan/)
    expect(text).toMatch(/baris 5: .*dirusak oleh aplikasi tabel/)
    expect(text).toMatch(/baris 6: .*Sama dengan baris 2/)
    expect(text).toContain('5 baris: 2 dapat diimpor, 3 bermasalah.')
    expect(await count()).toBe(before)
  })

  test('writes the sound rows once, however often it runs, and sends nobody a message', async () => {
    const before = await count()
    const first = await run(list(...sound), '--apply')
    expect([first.code, first.lines.at(-1)]).toEqual([0, '2 ditambahkan, 0 sudah ada, 0 ditolak.'])
    const again = await run(list(...sound), '--apply')
    expect(again.lines.at(-1)).toBe('0 ditambahkan, 2 sudah ada, 0 ditolak.')
    expect((await count()) - before).toBe(2)
    expect((await at.owner.query('select count(*) as n from kernel.message')).rows[0].n).toBe(0)
    const { rows } = await at.owner.query(
      `select r.consent_version, r.desk, a.operation from registry.registration r
       join kernel.audit_entry a on a.subject_id = r.id::text where r.name = 'Batik Arum'`,
    )
    expect(rows).toEqual([{ consent_version: 'registry-import-1', desk: true, operation: 'registry.import' }])
  })

  test('reads Windows-1252 and commas', async () => {
    const content = `${heading.replaceAll(';', ',')}\n1,Café Ñandú,Dé,08123456009,,Minuman,Kopi,Mangkubumen,Banjarsari,Jl. C 3\n`
    const { code } = await run(Buffer.from(content, 'latin1'), '--apply')
    expect(code).toBe(0)
    expect((await at.owner.query(`select name from registry.business where name like 'Caf%'`)).rows).toEqual([
      { name: 'Café Ñandú' },
    ])
  })

  test('refuses a list without what every list needs, in words', async () => {
    await expect(run('Nama Usaha;Catatan\nA;B\n')).rejects.toThrow(
      'kolom belum ada: nama pemilik atau pemilik, alamat atau alamat usaha',
    )
    await expect(
      importCommand.run(['/nowhere.csv'], {
        config: {} as never,
        print: () => undefined,
        database: async () => ({ url: at.url, owner: at.owner, app: at.app }),
      }),
    ).rejects.toThrow(/tidak dapat dibaca/)
  })
})

describe('importing through the interface', () => {
  const row = (line: number, more: object = {}) => ({
    line,
    phone: null,
    answers: sampleRegistration({ name: `Baris ${line}`, ...more }),
  })

  test('an officer imports for the own region; what is wrong or elsewhere is refused row by row', async () => {
    const rows = [
      row(1),
      row(2, { regionCode: elsewhere }),
      row(3, { name: '' }),
      row(4, { kind: 'organisation' }),
      row(5),
    ]
    const { results } = await execute(importRows, { rows }, at.call(at.officer))
    expect(results.map((result) => result.outcome)).toEqual([
      'added',
      'refused',
      'refused',
      'refused',
      'added',
    ])
  })

  test('two at once add each row once', async () => {
    const rows = Array.from({ length: 20 }, (_, n) => row(100 + n))
    const results = await Promise.all(
      [1, 2, 3].map(() => execute(importRows, { rows }, at.call(at.officer)).catch(() => null)),
    )
    expect(results.some((result) => result !== null)).toBe(true)
    const { rows: found } = await at.owner.query(
      `select name from registry.business where name like 'Baris 1__'`,
    )
    expect(new Set(found.map((one) => one.name)).size).toBe(found.length)
    expect(found).toHaveLength(20)
  })

  test('is closed to others', async () => {
    await expect(execute(importRows, { rows: [row(1)] }, at.call(await at.resident()))).rejects.toMatchObject(
      { code: 'forbidden' },
    )
    await expect(execute(importRows, { rows: [] }, at.call(at.officer))).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
