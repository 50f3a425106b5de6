/**
 * `npm run lockfile`, after every `npm install`: npm leaves packages of other systems out of package-lock.json when it
 * has not seen them (npm/cli#4828), and `npm ci` then refuses. Adds them as the packages that ask for them name them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Locked {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
  [other: string]: unknown
}

const file = join(import.meta.dirname, '../package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Locked> }

const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
]
const processors = [
  'arm64',
  'arm',
  'armv7',
  'x64',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'universal',
  'wasm32',
]

/** The system a package is for, as its name says: `…-linux-arm64-musl`. */
function systemOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[-/]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor) && processor !== 'universal')
  const libc =
    words.includes('musl') || words.includes('musleabihf')
      ? ['musl']
      : words.some((word) => word.startsWith('gnu'))
        ? ['glibc']
        : []
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu: cpu.map((processor) => (processor === 'armv7' ? 'arm' : processor)) }),
    ...(os.includes('linux') && libc.length > 0 && { libc }),
  }
}

/** Would Node find the package from there? */
function isLocked(name: string, from: string): boolean {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf('/node_modules/'), 0))) {
    if (lock.packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`]) return true
    if (place === '') return false
  }
}

let added = 0
for (const [place, { optionalDependencies = {}, dev }] of Object.entries(lock.packages))
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (isLocked(name, place)) continue
    const version = /\d+\.\d+\.\d+\S*/.exec(range)?.[0]
    const system = systemOf(name)
    if (!version || !system.os) {
      console.error(`${name}@${range}: neither locked nor named after a system`)
      continue
    }
    lock.packages[`node_modules/${name}`] = { version, ...system, ...(dev && { dev }), optional: true }
    added++
  }
const [own, ...others] = Object.entries(lock.packages)
const sorted = others.sort(([a], [b]) => a.localeCompare(b, 'en'))
lock.packages = Object.fromEntries(own ? [own, ...sorted] : sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} packages of other systems added`)
