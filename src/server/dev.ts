/** `npm run dev`: the database as in production, the site by Vite with hot reload. */
import { createServer } from 'vite'
import { readConfig } from '#platform/config.ts'
import { projectFolder } from '#platform/data-dir.ts'
import { openDatabase } from '#platform/database/open.ts'
import { runtime } from '#platform/runtime.ts'
import { ensureMessages } from './build.ts'
import { reservePort } from './listen.ts'

async function start() {
  const config = readConfig()
  await reservePort(config.host, config.port)
  runtime.config = config
  const database = await openDatabase(config, { purpose: 'npm run dev', whenTaken: 'refuse' })
  runtime.databaseUrl = database.url
  await ensureMessages()
  const { prepareDatabase } = await import('./prepare.ts')
  const lines = await prepareDatabase(config, database.url, console.log)
  const vite = await createServer({
    root: projectFolder,
    server: { host: config.host, port: config.port, strictPort: true },
  })
  await vite.listen()
  vite.printUrls()
  for (const line of lines) console.log(line)
  const stop = async () => {
    await vite.close()
    await runtime.close?.()
    await database.stop()
    process.exit(0)
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
