import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs'
import { basename, delimiter, dirname, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

/** Where Playwright keeps the shell that belongs to a Chromium of its own, `…/chromium-1255/chrome-linux64/chrome`. */
function downloadedShell(own: string): string | undefined {
  const folder = dirname(dirname(own))
  const shells = basename(folder).replace('chromium-', 'chromium_headless_shell-')
  return globSync(join(dirname(folder), shells, '*', 'chrome-headless-shell*'))[0]
}

/** Chromium without windows: the same pages for half the processor time. */
const findShell = () => onPath('chromium-headless-shell') ?? downloadedShell(chromium.executablePath())

/** A Chromium to test with: the one CHROMIUM_PATH names, one without windows, one of the system, or one Playwright downloaded. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const own = chromium.executablePath()
  return (
    findShell() ?? names.map(onPath).find((path) => path !== undefined) ?? (existsSync(own) ? own : undefined)
  )
}

const root = process.getuid?.() === 0
const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
const hasPackage = () => root && isDebian()

/** Get one: Debian's own when root (its package brings all libraries), else Playwright's. */
function install(): void {
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  if (hasPackage()) {
    const brief = ['-qq', '-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=20']
    execFileSync('apt-get', ['update', ...brief], options)
    const more = ['-y', '--no-install-recommends', 'chromium-headless-shell']
    execFileSync('apt-get', ['install', ...brief, ...more], options)
    return
  }
  const playwright = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
  const more = ['--only-shell', ...(root ? ['--with-deps'] : []), 'chromium']
  execFileSync(process.execPath, [playwright, 'install', ...more], options)
}

/** Before the browser tests: have the quick one where a package brings it, else be content with any. */
export function ensureChromium(): void {
  if (process.env.CHROMIUM_PATH || findShell() || (findChromium() && !hasPackage())) return
  try {
    install()
  } catch (error) {
    if (!findChromium()) throw error
    console.log('Testing with the Chromium that is here; the one without windows could not be installed.')
  }
}
