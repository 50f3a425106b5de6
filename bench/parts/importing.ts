import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream } from 'hucre/xlsx'
import { heading, manyRows } from '#modules/registry/sheets/testing/lists.ts'
import { startDatabase } from '#platform/database/launcher.ts'
import { clusterFolder } from '#platform/database/launcher-place.ts'
import { openPool } from '#platform/database/pool.ts'
import { useOf } from '../processes.ts'
import { atMost, count, megabytes, milliseconds, rate, type Section } from '../report.ts'
import { temporaryFolder } from '../site.ts'

const rows = 200_000
const command = join(import.meta.dirname, '../../bin/berdaya')

/** A workbook as Excel saves it: every text in the shared table, a merged title above the headings, a total below. */
async function writeList(file: string): Promise<void> {
  function* list() {
    yield ['DATA UMKM KOTA SURAKARTA']
    yield []
    yield heading
    yield* manyRows(rows)
    yield ['Jumlah', String(rows)]
  }
  const stream = writeXlsxStream(list(), { name: 'Data', inlineStrings: false })
  await pipeline(Readable.fromWeb(stream as never), createWriteStream(file))
}

interface Ran {
  milliseconds: number
  /** Most bytes the command held at a time. */
  memory: number
  /** Seconds of processor time of the command and of the database meanwhile. */
  cpu: number
  output: string
}

/** Run the command line as an operator does, and watch its memory. */
async function berdaya(dataDir: string, ...args: string[]): Promise<Ran> {
  const server = Number(readFileSync(join(clusterFolder(dataDir), 'postmaster.pid'), 'utf8').split('\n')[0])
  const before = useOf(server, true).cpu
  const startedAt = performance.now()
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [output, memory, cpu, database] = ['', 0, 0, 0]
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const watch = setInterval(() => {
    const use = useOf(child.pid ?? 0, true)
    memory = Math.max(memory, use.memory)
    cpu = Math.max(cpu, use.cpu)
    // While they live: what a connection used is not its server's once it ended.
    database = Math.max(database, useOf(server, true).cpu - before)
  }, 50)
  await once(child, 'close')
  clearInterval(watch)
  return { milliseconds: performance.now() - startedAt, memory, cpu: cpu + database, output }
}

/** 200,000 businesses of a city in one workbook: read, judged row by row, compared with the register, recorded. */
export async function importing(): Promise<Section> {
  const dataDir = temporaryFolder()
  const { url, stop } = await startDatabase({ dataDir, purpose: 'npm run bench', whenTaken: 'join' })
  try {
    const file = join(dataDir, 'daftar.xlsx')
    await writeList(file)
    // Schema and regions are there before; what an idle command holds is the yardstick of memory.
    const small = join(dataDir, 'kecil.csv')
    await pipeline(
      Readable.from(`${heading.join(';')}\n${[...manyRows(1, 'Kecil')][0]?.join(';')}\n`),
      createWriteStream(small),
    )
    await berdaya(dataDir, 'import', small)
    const idle = await berdaya(dataDir, 'import', small)
    const dry = await berdaya(dataDir, 'import', file)
    const whole = await berdaya(dataDir, 'import', file, '--apply')
    const processor = whole.cpu - idle.cpu
    const search = Number(/setelah ([\d.]+) detik/.exec(whole.output)?.[1] ?? 0) * 1000
    const again = await berdaya(dataDir, 'import', file)
    const owner = openPool(url, 'owner', { max: 1 })
    const { rows: found } = await owner.query<{ n: number }>('select count(*) as n from registry.business')
    await owner.end()
    const recorded = whole.milliseconds - idle.milliseconds - search
    const perSecond = rows / (recorded / 1000)
    return {
      title: `Import of ${count(rows)} rows from one workbook`,
      figures: [
        { what: 'the workbook', value: megabytes(statSync(file).size) },
        { what: 'check alone', value: milliseconds(dry.milliseconds) },
        { what: 'check and record, from file to last row', value: milliseconds(recorded) },
        {
          what: 'rows a second, end to end',
          value: rate(perSecond),
          target: '≥ 5,000/s',
          met: perSecond >= 5000,
        },
        {
          what: 'processor time of command and database, search rows included',
          value: `${count(processor)} s`,
        },
        { what: 'until the search knows them all, in the background', value: milliseconds(search) },
        { what: 'check of the same list again: all known', value: milliseconds(again.milliseconds) },
        atMost('memory above an idle command', whole.memory - idle.memory, 400_000_000, megabytes),
        {
          what: 'businesses recorded',
          value: count(found[0]?.n ?? 0),
          target: count(rows),
          met: found[0]?.n === rows,
        },
      ],
      notes: [
        'Every row has a name, owner, phone, NIK (hashed, sealed), sector, village by name and address; each becomes a person, a business and a case to decide, in parts of 1,000.',
        `The command's own start (${milliseconds(idle.milliseconds)}) is not counted. ${whole.output.trim().split('\n').at(-1)}`,
      ],
    }
  } finally {
    await stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
