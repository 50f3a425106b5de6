import { rmSync } from 'node:fs'
import { startNode, stop } from '../processes.ts'
import { atMost, megabytes, milliseconds, type Section } from '../report.ts'
import { startSite, temporaryFolder } from '../site.ts'

const hello = `${import.meta.dirname}/../hello.ts`

/** How long an empty machine waits for its first page, and one that was used before. */
export async function starting(): Promise<Section> {
  const dataDir = temporaryFolder()
  try {
    const bareAt = performance.now()
    const bare = await startNode(hello)
    const bareTook = performance.now() - bareAt
    await stop(bare.child)
    const first = await startSite({ dataDir })
    await first.stop()
    const warm = await startSite({ dataDir })
    // What starts with the program has settled.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const [program, database] = [warm.program().memory, warm.database().memory]
    await warm.stop()
    return {
      title: 'Starting',
      figures: [
        { what: 'a bare "hello", for comparison', value: milliseconds(bareTook) },
        atMost('first start to first page', first.startedIn, 20_000, milliseconds),
        atMost('later start to first page', warm.startedIn, 2000, milliseconds),
        { what: 'memory of the program at rest', value: megabytes(program) },
        { what: 'memory of its database at rest', value: megabytes(database) },
        { what: 'both', value: megabytes(program + database) },
      ],
      notes: [
        'The site is built beforehand. The first start makes the database, its schema, 91,599 regions and the demo.',
      ],
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}
