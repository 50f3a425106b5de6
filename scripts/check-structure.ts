/** `npm run structure`: rules about files that no linter has. */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { componentFaults } from './check-components.ts'
import { messageFaults } from './check-messages.ts'

const root = join(import.meta.dirname, '..')
const longest = 300
/** Files of the project as Git knows them, new ones included; without Git (an unpacked archive) all that are no product. */
function everyFile(): string[] {
  try {
    const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return listing.split('\n')
  } catch {
    return globSync('{*,{src,demo,tests,scripts,bench,bin,static,db}/**/*}', { cwd: root }).filter(
      (path) => !path.startsWith(join('src', 'paraglide')),
    )
  }
}

const files = everyFile().filter((path) => /\.(ts|js|cjs|svelte|css)$/.test(path) && path !== 'db/types.ts')

function linesOf(path: string): number {
  try {
    return readFileSync(join(root, path), 'utf8').split('\n').length - 1
  } catch {
    // Removed and not yet committed.
    return 0
  }
}

function isBarrel(path: string): boolean {
  if (!path.endsWith('.ts') || linesOf(path) === 0) return false
  const statements = readFileSync(join(root, path), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .trim()
  return statements !== '' && statements.replaceAll(/export [^'"]*? from ['"][^'"]+['"];?\s*/g, '') === ''
}

function fileFaults(): string[] {
  return files.flatMap((path) => {
    const lines = linesOf(path)
    const name = path.split('/').at(-1) ?? ''
    const faults: string[] = []
    if (lines > longest) faults.push(`${path} has ${lines} lines: split it, ${longest} is the most`)
    if (/^(utils?|helpers?|misc|common)\.(ts|js)$/.test(name)) faults.push(`${path}: name it by what it does`)
    if (isBarrel(path)) faults.push(`${path} only passes on what others export: import from them`)
    if (path.endsWith('.ts') && !/^[+a-z0-9][a-z0-9.+-]*\.ts$/.test(name))
      faults.push(`${path}: kebab-case, please`)
    return faults
  })
}

const faults = [...fileFaults(), ...componentFaults(), ...messageFaults()]
for (const fault of faults) console.error(fault)
const sizes = files.map(linesOf).sort((a, b) => a - b)
console.log(
  `${files.length} files, median ${sizes[Math.floor(sizes.length / 2)]} lines, longest ${sizes.at(-1)}; ${faults.length} faults`,
)
process.exitCode = faults.length > 0 ? 1 : 0
