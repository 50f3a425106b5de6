import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { megabytes } from './report.ts'

/** What the figures were taken on: they mean nothing without it. */
export function machine(): string {
  const [cpu] = cpus()
  return `${cpus().length} × ${cpu?.model.trim() || 'unknown processor'}, ${megabytes(totalmem())} memory, ${type()} ${release()}`
}

const packageVersion = (name: string) =>
  (
    JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')) as {
      version: string
    }
  ).version

export const versions = () =>
  `Node ${process.versions.node}, SvelteKit ${packageVersion('@sveltejs/kit')}, Svelte ${packageVersion('svelte')}, pg ${packageVersion('pg')}`

/** The commit the figures belong to, with a star when files differ from it. */
export function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  try {
    const dirty = git('status', '--porcelain', '--untracked-files=no', '..', ':!RESULTS.md') === '' ? '' : '*'
    return git('rev-parse', '--short', 'HEAD') + dirty
  } catch {
    return 'unknown'
  }
}

/** Processes that wanted to run during the last minute; more than the machine has cores means noisy numbers. */
export const load = () => `load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`
