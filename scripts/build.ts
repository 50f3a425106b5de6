/** `npm run build`: the site into `build/`, with the mark by which `npm start` knows that it is new. */
import { build } from '../src/server/build.ts'

await build().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
