import { spawn } from 'node:child_process'
import { globSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '#platform/data-dir.ts'

const stamp = join(projectFolder, 'build', '.built')
const sources = [
  'src/**/*',
  'db/types.ts',
  'messages/**/*',
  'static/**/*',
  'project.inlang/settings.json',
  'vite.config.ts',
  'package-lock.json',
]
const ignored = (path: string) => path.startsWith('src/paraglide') || path.endsWith('.test.ts')

const changedAt = (path: string) =>
  statSync(join(projectFolder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Is the built application newer than everything it is made of? */
export function isBuilt(): boolean {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs
  if (built === undefined) return false
  return globSync(sources, { cwd: projectFolder }).every((path) => ignored(path) || changedAt(path) <= built)
}

function run(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--run', script], {
      cwd: projectFolder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, which ends with us: a start that fails leaves no build behind.
      detached: true,
    })
    const stop = () => child.pid && process.kill(-child.pid)
    process.once('exit', stop)
    let output = ''
    const keep = (chunk: Buffer) => (output += chunk)
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', stop)
      if (code === 0) resolve()
      else reject(new Error(`"npm run ${script}" failed:\n${output.trimEnd()}`))
    })
  })
}

/** Messages as functions: the sources import them too, so they come before everything else. */
export async function ensureMessages(): Promise<void> {
  const compiled = changedAt('src/paraglide/messages.js')
  const written = globSync(['messages/*/*.json', 'project.inlang/settings.json'], { cwd: projectFolder })
  if (written.some((path) => changedAt(path) > compiled)) await run('messages', process.env)
}

/** Build the application into `build/`. */
export async function build(): Promise<void> {
  const startedAt = new Date()
  await run('build:site', { ...process.env, NODE_ENV: 'production' })
  writeFileSync(stamp, '')
  // What changes while the build runs is newer than it.
  utimesSync(stamp, startedAt, startedAt)
}
