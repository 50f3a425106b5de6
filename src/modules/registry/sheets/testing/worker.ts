/** A process that works on imports until it is killed: `worker.ts DATABASE_URL FILES_DIR`. For tests. */
import { openPool } from '#platform/database/pool.ts'
import { openFiles } from '#platform/files.ts'
import { startQueue } from '#platform/queue/start.ts'
import { setSecret } from '#platform/sign.ts'
import { sheetJobs } from '../jobs.server.ts'
import { secret } from './lists.ts'

const [connectionString = '', folder = ''] = process.argv.slice(2)
setSecret(secret)
openFiles(folder)
await startQueue({
  connectionString,
  appPool: openPool(connectionString, 'berdaya_app'),
  jobs: { tasks: sheetJobs.tasks },
  pollInterval: 100,
})
console.log('working')
