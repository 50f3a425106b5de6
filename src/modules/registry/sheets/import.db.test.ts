import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { readCase } from '../decisions/operations.server.ts'
import { correctionsOf } from './corrections.server.ts'
import {
  applyImport,
  cancelImport,
  checkImport,
  listImportRows,
  mapImport,
  openStored,
  readImport,
} from './operations.server.ts'
import { storeUpload } from './source.server.ts'
import { applied, at, call, checked, chunk, count, counts, officer, officerOf } from './testing/imports.ts'
import { asCsv, faulty, heading, manyRows, sound } from './testing/lists.ts'
import { workOnImport } from './worker.server.ts'

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
