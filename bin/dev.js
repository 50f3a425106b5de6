import { run } from './node.js'

await run('src/server/dev.ts')
