// Plain JavaScript for any Node: finds the Node 24 that came with `npm ci` and hands over to it.
// A file .env in the project adds to the environment; what is set already wins.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const needed = 24

/**
 * Run a source file of the project with the arguments of this process; tests do without the operator's settings. `flags` are
 * of Node itself.
 */
export async function run(script, { settings = true, flags = [] } = {}) {
  const path = join(project, script)
  const fits = Number(process.versions.node.split('.')[0]) >= needed
  if (fits && flags.every((flag) => process.execArgv.includes(flag))) {
    process.argv[1] = path
    // Sources without their types, and compiled code: a quarter off every start.
    module.enableCompileCache(join(project, 'node_modules/.cache/node'))
    const file = join(project, '.env')
    if (settings && existsSync(file)) process.loadEnvFile(file)
    await import(pathToFileURL(path).href)
    return
  }
  const brought = fits
    ? process.execPath
    : join(project, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (!existsSync(brought)) {
    console.error(
      `Berdaya needs Node ${needed} or newer; this is ${process.versions.node}, and none came with the packages.\n` +
        'Run "npm ci" again without --omit=optional (Linux x64 and arm64), or install Node 24 from https://nodejs.org',
    )
    process.exit(1)
  }
  const child = spawn(brought, [...flags, ...process.argv.slice(1)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('close', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
