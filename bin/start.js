import { run } from './node.js'

await run('src/server/start.ts')
