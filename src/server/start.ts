/** `npm start`: database, schema, first data, then the site. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Config, readConfig } from '#platform/config.ts'
import { projectFolder } from '#platform/data-dir.ts'
import { openDatabase } from '#platform/database/open.ts'
import { log } from '#platform/log.ts'
import { runtime } from '#platform/runtime.ts'
import { build, compileMessages, isBuilt } from './build.ts'
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
  process.env.BODY_SIZE_LIMIT ||= '12M'
  const { handler } = (await import(pathToFileURL(join(projectFolder, 'build', 'handler.js')).href)) as {
    handler: Handler
  }
  return handler
}

async function readConfigWithPort(): Promise<Config> {
  const config = readConfig()
  const port = await reservePort(config.host, config.port)
  return port === config.port ? config : readConfig({ ...process.env, PORT: String(port) })
}

async function start() {
  const config = await readConfigWithPort()
  runtime.config = config
  const needsBuild = !isBuilt()
  const database = await openDatabase(config, {
    purpose: 'npm start',
    whenTaken: 'refuse',
    onLost: (error) => void fail(error),
  })
  if (database.how === 'adopted') say('took over the database that a killed program left running')
  runtime.databaseUrl = database.url
  try {
    if (needsBuild) await compileMessages()
    // Loaded only now: it imports the compiled messages.
    const { prepareDatabase } = await import('./prepare.ts')
    await Promise.all([buildIfNeeded(), prepareDatabase(config, database.url, say)])
    const server = createHttpServer(config, runtime, await importHandler())
    await listen(server, config.host, config.port)
    stopOnSignal(async () => {
      await closeServer(server)
      await runtime.close?.()
      await database.stop()
    })
    await greet(config)
  } catch (error) {
    await runtime.close?.().catch(() => undefined)
    await database.stop()
    throw error
  }
}

function stopOnSignal(stop: () => Promise<void>) {
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
}

async function greet(config: Config) {
  const where = config.databaseUrl ? 'the database of DATABASE_URL' : config.dataDir
  say(`ready at ${config.baseUrl} after ${(performance.now() / 1000).toFixed(1)} s; data in ${where}`)
}

function fail(error: unknown): never {
  console.error(`Berdaya: ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'))
start().catch(fail)
