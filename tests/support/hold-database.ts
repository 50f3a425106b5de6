/** A program that holds the database of a data folder until it is told to stop: `node hold-database.ts FOLDER`. */
import { startDatabase } from '../../src/platform/database/launcher.ts'

const database = await startDatabase({
  dataDir: process.argv[2] ?? '',
  purpose: 'holder',
  whenTaken: 'refuse',
}).catch((error: Error) => {
  console.log(`refused: ${error.message}`)
  process.exit(1)
})
process.on('SIGTERM', async () => {
  await database.stop()
  process.exit(0)
})
setInterval(() => undefined, 1000)
// Last: who reads it may send the signal at once.
console.log(database.how)
