/** `npm start`: database, schema, first data, then the site. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Config, readConfig } from '#platform/config.ts'
import { projectFolder } from '#platform/data-dir.ts'
import { Taken } from '#platform/database/launcher-claim.ts'
import { openDatabase } from '#platform/database/open.ts'
import { log } from '#platform/log.ts'
import { runtime } from '#platform/runtime.ts'
import { build, ensureMessages, isBuilt } from './build.ts'
import { closeServer, createHttpServer, type Handler } from './http.ts'
import { listen, reservePort } from './listen.ts'

const say = (line: string) => console.log(`Berdaya: ${line}`)

async function buildIfNeeded() {
  if (isBuilt()) return
  say('building the site, this happens once a version …')
  await build()
}

/** Kit reads these from the environment while its handler is imported; `forwarded.ts` makes the headers true. */
async function importHandler(): Promise<Handler> {
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
  process.env.HOST_HEADER = 'x-forwarded-host'
  process.env.ADDRESS_HEADER = 'x-forwarded-for'
  process.env.XFF_DEPTH = '1'
  // Lists to import are the largest; http.ts holds all other forms to less.
  process.env.BODY_SIZE_LIMIT ||= '64M'
  const { handler } = (await import(pathToFileURL(join(projectFolder, 'build', 'handler.js')).href)) as {
    handler: Handler
  }
  return handler
}

/** A predecessor that was just told to stop needs a moment to let go of its data and its port. */
async function patiently<Result>(attempt: () => Promise<Result>): Promise<Result> {
  const until = performance.now() + 2_000
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      const busy = error instanceof Taken || (error instanceof Error && isBusy(error.cause))
      if (!busy || performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

const isBusy = (cause: unknown) => (cause as { code?: string } | undefined)?.code === 'EADDRINUSE'

const open = (config: Config) =>
  openDatabase(config, { purpose: 'npm start', whenTaken: 'refuse', onLost: (error) => fail(error) })

async function start() {
  const given = readConfig()
  const database = await patiently(() => open(given))
  const closing = [() => database.stop()]
  stopWhenTold(async () => {
    for (const close of closing) await close()
  })
  if (database.how === 'adopted') say('took over the database that a killed program left running')
  try {
    const port = await patiently(() => reservePort(given.host, given.port))
    const config = port === given.port ? given : readConfig({ ...process.env, PORT: String(port) })
    runtime.config = config
    runtime.databaseUrl = database.url
    const lines = await prepare(config, database.url)
    const server = createHttpServer(config, runtime, await importHandler())
    await listen(server, config.host, config.port)
    closing.unshift(
      () => closeServer(server),
      async () => runtime.close?.(),
    )
    greet(config, lines)
  } catch (error) {
    await runtime.close?.().catch(() => undefined)
    await database.stop()
    throw error
  }
}

/** Build and database at once: a machine has two cores. */
async function prepare(config: Config, databaseUrl: string): Promise<string[]> {
  await ensureMessages()
  // The build writes the messages anew: what imports them is loaded before.
  if (config.demo && !isBuilt()) await import('../../demo/index.ts')
  const { prepareDatabase } = await import('./prepare.ts')
  const [lines] = await Promise.all([prepareDatabase(config, databaseUrl, say), buildIfNeeded()])
  return lines
}

/** Stop on a signal, and when the `npm` that started us is gone: nobody could send one any more. */
function stopWhenTold(stop: () => Promise<void>) {
  let stopping = false
  const onSignal = () => {
    if (stopping) process.exit(1)
    stopping = true
    say('stopping …')
    stop().then(
      () => process.exit(0),
      (error) => fail(error),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  if (process.env.npm_lifecycle_event !== 'start') return
  const npm = process.ppid
  setInterval(() => {
    if (process.ppid !== npm && !stopping) onSignal()
  }, 250).unref()
}

function greet(config: Config, lines: readonly string[]) {
  const where = config.databaseUrl ? 'the database of DATABASE_URL' : config.dataDir
  say(`ready at ${config.baseUrl} after ${(performance.now() / 1000).toFixed(1)} s; data in ${where}`)
  for (const line of lines) say(line)
}

function fail(error: unknown): never {
  // What an operator can put right is said in a sentence; a mistake of ours shows where it is.
  const ours = error instanceof SyntaxError || error instanceof TypeError || error instanceof ReferenceError
  console.error(`Berdaya: ${error instanceof Error ? (ours ? error.stack : error.message) : String(error)}`)
  process.exit(1)
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
start().catch(fail)
