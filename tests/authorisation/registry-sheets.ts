import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execute } from '../../src/kernel/execute.server.ts'
import { startExport } from '../../src/modules/registry/sheets/exports/operations.server.ts'
import { applyImport, checkImport, startImport } from '../../src/modules/registry/sheets/operations.server.ts'
import { storeUpload } from '../../src/modules/registry/sheets/source.server.ts'
import { workOnImport } from '../../src/modules/registry/sheets/worker.server.ts'
import { openFiles } from '../../src/platform/files.ts'
import { callAs } from '../support/actors.ts'
import { type Probe, secrets, type Table } from './table.ts'

openFiles(mkdtempSync(join(tmpdir(), 'authorisation-')))

const list = () =>
  `Nama Usaha;Nama Pemilik;NIK;Bidang;Produk;Kelurahan;Kecamatan;Alamat
${secrets.business} ${Math.random()};${secrets.name};;Kuliner;Soto;Mangkubumen;Banjarsari;${secrets.address}
${secrets.business};${secrets.name};3,37E+15;Kuliner;Soto;Mangkubumen;Banjarsari;${secrets.address}
`

/** A list of the officer's, as far as the columns. */
async function opened({ database, cast }: Probe) {
  const { id } = await execute(
    startImport,
    { fileName: `${secrets.business}.csv`, content: list() },
    callAs(database.app, cast.officer),
  )
  return { importId: id }
}

async function checked(probe: Probe) {
  const found = await opened(probe)
  await execute(checkImport, found, callAs(probe.database.app, probe.cast.officer))
  await workOnImport(found.importId, { pool: probe.database.app })
  return found
}

async function applying(probe: Probe) {
  const found = await checked(probe)
  await execute(applyImport, found, callAs(probe.database.app, probe.cast.officer))
  return { ...found, lane: 0 }
}

async function* text() {
  yield Buffer.from(list())
}

/** A list the officer asked for. */
async function exported({ database, cast }: Probe) {
  const { id } = await execute(startExport, {}, callAs(database.app, cast.officer))
  return { exportId: id }
}

/** Who sees the list takes it. */
const readersAnywhere = [
  'officer',
  'head',
  'foreignOfficer',
  'foreignHead',
  'administrator',
  'foreignAdministrator',
  'national',
] as const

/** Who registers at the desk, anywhere: a list of one's own may always be begun. */
const decidersAnywhere = ['officer', 'head', 'foreignOfficer', 'foreignHead'] as const
/** Of the office that imports: the head of one kelurahan does not look into a list of the whole district. */
const office = ['officer'] as const

export const registrySheets: Table = {
  'registry.start_import': {
    may: decidersAnywhere,
    input: () => ({ fileName: 'daftar.csv', content: list() }),
  },
  'registry.open_import': {
    may: decidersAnywhere,
    input: async () => ({ stored: await storeUpload({ name: 'daftar.csv', chunks: text() }) }),
  },
  'registry.list_imports': { may: decidersAnywhere, input: () => ({}) },
  'registry.get_import': { may: office, input: opened },
  'registry.list_import_rows': { may: office, input: checked },
  'registry.map_import': { may: office, input: opened },
  'registry.check_import': { may: office, input: opened },
  'registry.apply_import': { may: office, input: checked },
  'registry.cancel_import': { may: office, input: opened },
  'registry.take_import_corrections': { may: office, input: checked },
  'registry.apply_import_part': { may: office, input: applying },
  'registry.start_export': { may: readersAnywhere, input: () => ({}) },
  'registry.list_exports': { may: readersAnywhere, input: () => ({}) },
  'registry.read_export_page': { may: readersAnywhere, input: () => ({}) },
  // Of nobody else, not even in the same office.
  'registry.take_export': { may: ['officer'], input: exported },
  'registry.finish_export': {
    may: ['officer'],
    input: async (probe) => ({ ...(await exported(probe)), attempt: 1, rows: 1, bytes: 1 }),
  },
}
