import { run } from './node.js'

await run('scripts/test.ts', { settings: false })
