import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { actorOf, provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import { transaction } from '#platform/database/transaction.ts'
import { openFiles } from '#platform/files.ts'
import { readCase } from '../decisions/operations.server.ts'
import { world } from '../testing/world.ts'
import { importCommand } from './cli/import.ts'
import { correctionsOf } from './corrections.server.ts'
import {
  applyImport,
  cancelImport,
  checkImport,
  listImportRows,
  listImports,
  mapImport,
  openStored,
  readImport,
  startImport,
} from './operations.server.ts'
import { storeUpload } from './source.server.ts'
import { asCsv, faulty, heading, manyRows, sound } from './testing/lists.ts'
import { workOnImport } from './worker.server.ts'

const at = await world()
const folder = mkdtempSync(join(tmpdir(), 'import-'))
openFiles(join(folder, 'files'))

/** Staff whose account and role stand in the database: work in the background asks for them anew. */
async function officerOf(region: string, name: string): Promise<Actor> {
  const system = { actorId: null, scopes: [], organisations: [], system: true }
  const id = await transaction(at.app, system, 'write', async (db) => {
    const account = await provisionAccount(db, {
      name,
      email: `${name.toLowerCase().replace(/\W/g, '')}@contoh.id`,
    })
    await provisionRole(db, { accountId: account.id, role: 'officer', region })
    return { result: account.id }
  })
  return actorOf(at.app, id)
}
const officer = await officerOf('33.72.05', 'Petugas Impor')
const neighbour = await officerOf('33.73', 'Petugas Salatiga')

const count = async (table = 'registry.business') =>
  (await at.owner.query(`select count(*) as n from ${table}`)).rows[0].n as number
const call = (actor = officer) => at.call(actor)

/** Upload, check; what the check says. */
async function checked(content: string | Uint8Array, name = 'daftar.csv', actor = officer) {
  const chunks = (async function* () {
    yield typeof content === 'string' ? Buffer.from(content) : content
  })()
  const stored = await storeUpload({ name, chunks })
  const run = await execute(openStored, { stored }, call(actor))
  await execute(checkImport, { importId: run.id }, call(actor))
  await workOnImport(run.id, { pool: at.app })
  return execute(readImport, { importId: run.id }, call(actor))
}
async function applied(importId: string, input: { mode?: 'rows' | 'all'; takeDuplicates?: boolean } = {}) {
  await execute(applyImport, { importId, ...input }, call())
  await workOnImport(importId, { pool: at.app })
  return execute(readImport, { importId }, call())
}
const counts = ({
  state,
  sound: good,
  faulty: bad,
  duplicates,
  added,
  known,
  refused,
}: Awaited<ReturnType<typeof checked>>) => ({
  state,
  sound: good,
  faulty: bad,
  duplicates,
  added,
  known,
  refused,
})

describe('an import', () => {
  test('shows what is wrong, cell by cell, and writes nothing', async () => {
    const before = await count()
    const run = await checked(asCsv([heading, ...sound, ...faulty]))
    expect(counts(run)).toMatchObject({ state: 'checked', sound: 2, faulty: 3, duplicates: 0 })
    const { items } = await execute(listImportRows, { importId: run.id, status: 'faulty' }, call())
    expect(items.map(({ line, faults }) => [line, faults.map(({ field }) => field).join()])).toEqual([
      [4, 'village'],
      [5, 'nik'],
      [6, 'name'],
    ])
    expect(items.map(({ faults }) => faults[0]?.message)).toEqual([
      expect.stringContaining('“Antahberantah” tidak ditemukan'),
      expect.stringContaining('dipersingkat oleh aplikasi tabel'),
      'Sama dengan baris 2 di daftar ini.',
    ])
    expect(await count()).toBe(before)
  })

  test('records the sound rows once, however often the list comes, and sends nobody a message', async () => {
    const before = await count()
    const list = asCsv([heading, ...sound, ...faulty])
    const first = await applied((await checked(list)).id)
    expect(counts(first)).toMatchObject({ state: 'done', added: 2, known: 0, refused: 0 })
    const again = await checked(list)
    expect(counts(again)).toMatchObject({ sound: 0, duplicates: 2, faulty: 3 })
    await expect(applied(again.id)).rejects.toMatchObject({ key: 'sheets_nothing' })
    expect((await applied(again.id, { takeDuplicates: true })).added).toBe(0)
    expect((await count()) - before).toBe(2)
    expect(await count('kernel.message')).toBe(0)
    const { rows } = await at.owner.query(
      `select r.consent_version, r.desk, r.submitted_by = $1 as "byOfficer", r.import_line, p.phone, p.nik_mask, a.actor_name, a.changes ->> 'added' as added
       from registry.registration r join registry.business b on b.id = r.business_id join registry.person p on p.id = b.owner_id
       join kernel.audit_entry a on a.subject_id = r.import_run::text and a.operation = 'registry.apply_import_part'
       where r.import_run = $2 order by r.import_line`,
      [officer.accountId, first.id],
    )
    expect(rows).toMatchObject([
      {
        consent_version: 'registry-import-1',
        desk: true,
        byOfficer: true,
        import_line: 2,
        phone: '+628123456001',
        nik_mask: '3372••••••••0001',
        actor_name: 'Petugas Impor',
        added: '2',
      },
      { phone: '+628123456002', nik_mask: null },
    ])
  })

  test('a case from a list says so in its own history', async () => {
    const { rows } = await at.owner.query(
      `select id from registry.registration where import_line = 2 limit 1`,
    )
    const { history } = await execute(readCase, { registrationId: rows[0].id }, call())
    expect(history).toMatchObject([
      { operation: 'registry.apply_import_part', by: 'Petugas Impor', reason: 'daftar.csv: 2' },
    ])
  })

  test('one NIK with two names in one list is told at the second', async () => {
    const row = (name: string, owner: string) => [
      '1',
      name,
      owner,
      '',
      '3372055507850088',
      'Kuliner',
      'Soto',
      'Mangkubumen',
      'Banjarsari',
      'Jl. N 1',
    ]
    const run = await checked(
      asCsv([heading, row('Soto A', 'Nana'), row('Soto B', 'NANA'), row('Soto C', 'Nini')]),
    )
    expect(counts(run)).toMatchObject({ sound: 2, faulty: 1 })
    const { items } = await execute(listImportRows, { importId: run.id }, call())
    expect(items[0]).toMatchObject({
      line: 4,
      faults: [{ field: 'nik', message: expect.stringContaining('baris 2') }],
    })
  })

  test('all or nothing records nothing while a row is faulty', async () => {
    const run = await checked(
      asCsv([
        heading,
        ['1', 'Kopi Yudha', 'Yudha', '', '', 'Minuman', 'Kopi', 'Mangkubumen', '', 'Jl. X 1'],
        ...faulty,
      ]),
    )
    await expect(applied(run.id, { mode: 'all' })).rejects.toMatchObject({ key: 'sheets_not_whole' })
    expect((await applied(run.id, { mode: 'rows' })).added).toBe(1)
  })

  test('flags an owner who already has a business of this name, and takes it when told so', async () => {
    const twin = [
      '1',
      'BATIK ARUM',
      'arum',
      '0812-3456-002',
      '',
      'Kerajinan',
      'Batik',
      'Mangkubumen',
      'Banjarsari',
      'Jalan lain 9',
    ]
    const run = await checked(
      asCsv([
        heading,
        [
          ...twin.slice(0, 1),
          'Batik Arum',
          'ARUM',
          ...twin.slice(3, 7),
          'Manahan',
          'Banjarsari',
          'Jl. Baru 1',
        ],
      ]),
    )
    expect(counts(run)).toMatchObject({ duplicates: 1, sound: 0 })
    const { items } = await execute(listImportRows, { importId: run.id, status: 'duplicate' }, call())
    expect(items[0]?.faults[0]?.message).toMatch(/Pemilik yang sama .* BRD-/)
    expect((await applied(run.id, { takeDuplicates: true })).added).toBe(1)
    // The same person, not a second one.
    const { rows } = await at.owner.query(
      `select count(*) as n from registry.person where phone = '+628123456002'`,
    )
    expect(rows[0].n).toBe(1)
  })

  test('reads money, dates, traders and households, and computes the size class', async () => {
    const head = [
      ...heading,
      'No KK',
      'RT/RW',
      'Tanggal berdiri',
      'Omzet/bulan (Rp)',
      'Jenis pendaftaran',
      'Jenis tempat',
      'Lokasi',
    ]
    const row = [
      '1',
      'Wedangan Yanto',
      'Yanto',
      '08123456077',
      '3372055507850077',
      'Kuliner',
      'Wedang',
      'Mangkubumen',
      'Banjarsari',
      'Jl. Slamet Riyadi',
      '3372050101100077',
      'RT 1/RW 12',
      '12/03/2015',
      'Rp 1.500.000',
      'PKL',
      'Gerobak',
      'Depan pasar',
    ]
    const run = await applied((await checked(asCsv([head, row]))).id)
    expect(run.added).toBe(1)
    const { rows } = await at.owner.query(
      `select b.kind, b.rt, b.rw, b.started_year, b.size_class, f.yearly_sales, t.spot, p.household_id is not null as household
       from registry.business b join registry.business_profile f on f.business_id = b.id
       join registry.street_trader t on t.business_id = b.id join registry.person p on p.id = b.owner_id
       where b.name = 'Wedangan Yanto'`,
    )
    expect(rows).toEqual([
      {
        kind: 'street_trader',
        rt: '001',
        rw: '012',
        started_year: 2015,
        size_class: 'micro',
        yearly_sales: 18_000_000,
        spot: 'Depan pasar',
        household: true,
      },
    ])
  })

  test('gives the faulty rows back as a workbook that mended comes in again with its columns known', async () => {
    const odd = heading.map((word) => (word === 'Alamat' ? 'Letak' : word))
    const stored = await storeUpload({ name: 'aneh.csv', chunks: chunk(asCsv([odd, ...faulty])) })
    const run = await execute(openStored, { stored }, call())
    expect((await execute(readImport, { importId: run.id }, call())).layout?.missing).toEqual(['address'])
    await expect(execute(checkImport, { importId: run.id }, call())).rejects.toMatchObject({
      code: 'invalid_input',
    })
    const { layout } = await execute(readImport, { importId: run.id }, call())
    const mapping = layout?.mapping.with(9, 'address') ?? []
    await execute(mapImport, { importId: run.id, mapping }, call())
    await execute(checkImport, { importId: run.id }, call())
    await workOnImport(run.id, { pool: at.app })
    const { stream } = await correctionsOf(at.app, officer, run.id, 'id')
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer())
    const sheet = (await readXlsx(bytes)).sheets[0]
    expect(sheet?.rows[0]?.slice(-2)).toEqual(['Baris asal', 'Alasan (perbaiki, lalu unggah lagi)'])
    expect(sheet?.rows[2]?.at(-1)).toContain('NIK: “3,37206E+15”')
    const mended = (sheet?.rows ?? []).map((row, index) =>
      index === 2 ? row.with(4, '3372055507850044') : row,
    )
    const again = await checked(
      await writeXlsx({ sheets: [{ name: 'Perbaikan', rows: mended }] }),
      'perbaikan.xlsx',
    )
    expect(again.layout?.mapping[9]).toBe('address')
    expect(counts(again)).toMatchObject({ sound: 1, faulty: 1, duplicates: 0 })
  })

  test('is stopped by hand, and nothing of it works afterwards', async () => {
    const run = await checked(asCsv([heading, ...manyRows(1)].map((row) => [...row])))
    const stopped = await execute(cancelImport, { importId: run.id }, call())
    expect(stopped.state).toBe('cancelled')
    await workOnImport(run.id, { pool: at.app })
    await expect(execute(applyImport, { importId: run.id }, call())).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('who lost the role between starting and recording records nothing', async () => {
    const gone = await officerOf('33.72.05', 'Petugas Pindah')
    const run = await checked(
      asCsv([heading, ...manyRows(2, 'Pindah')].map((row) => [...row])),
      'a.csv',
      gone,
    )
    await execute(applyImport, { importId: run.id }, call(gone))
    await at.owner.query('update identity.role_assignment set revoked_at = now() where account_id = $1', [
      gone.accountId,
    ])
    await workOnImport(run.id, { pool: at.app })
    expect(await execute(readImport, { importId: run.id }, call())).toMatchObject({
      state: 'failed',
      added: 0,
      failure: 'kernel_forbidden',
    })
  })
})

async function* chunk(content: string) {
  yield Buffer.from(content)
}

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
