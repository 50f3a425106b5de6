import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
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

/** A Chromium to test with: the one CHROMIUM_PATH names, one of the system, or the one Playwright downloaded. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const own = chromium.executablePath()
  return names.map(onPath).find((path) => path !== undefined) ?? (existsSync(own) ? own : undefined)
}

const isDebian = () =>
  existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))

/** Get one: Debian's own when root (its package brings all libraries), else Playwright's. */
export function installChromium(): void {
  const root = process.getuid?.() === 0
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  if (root && isDebian()) {
    execFileSync('apt-get', ['update', '-qq'], options)
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
    return
  }
  const playwright = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
  execFileSync(
    process.execPath,
    [playwright, 'install', ...(root ? ['--with-deps'] : []), 'chromium'],
    options,
  )
}
