import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { parseArgs } from 'node:util'
import { systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { newId } from '#kernel/id.ts'
import { type Command, CommandError } from '#platform/command.ts'
import { DirectoryFilter } from '../../directory/schema.ts'
import { exportStream } from '../exports/file.server.ts'
import { startExport } from '../exports/operations.server.ts'

const actor = systemActor('export')

const options = {
  search: { type: 'string' },
  region: { type: 'string' },
  kind: { type: 'string', multiple: true },
  state: { type: 'string', multiple: true },
} as const

/** `berdaya export`: a list of the register as a file, noted in the audit log. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Write a list of businesses as XLSX or CSV; it names people, keep it closed.',
  usage: 'export OUT.xlsx|OUT.csv [--region CODE] [--kind KIND]… [--state STATE]… [--search WORDS]',
  async run(args, { print, database }) {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [file] = positionals
    const format = /\.(xlsx|csv)$/i.exec(file ?? '')?.[1]?.toLowerCase()
    if (file === undefined || format === undefined || positionals.length > 1) {
      print(`berdaya ${this.usage}`)
      return 2
    }
    const filter = DirectoryFilter.safeParse(values)
    if (!filter.success) throw new CommandError(`tidak dikenal: ${filter.error.issues[0]?.path.join('.')}`)
    const { app: pool } = await database()
    const call = {
      pool,
      actor,
      locale: 'id',
      requestId: newId(),
      via: 'cli',
      now: new Date().toISOString(),
    } as const
    const run = await execute(
      startExport,
      { ...filter.data, format: format === 'csv' ? 'csv' : 'xlsx' },
      call,
    )
    let rows = 0
    const stream = exportStream(pool, actor, { ...run, filter: filter.data }, (count) => {
      rows += count
    })
    await pipeline(Readable.fromWeb(stream as NodeStream), createWriteStream(file))
    print(`${rows} baris ditulis ke ${file}.`)
    return 0
  },
}
