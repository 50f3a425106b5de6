import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'berdaya-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const secret = 'x'.repeat(40)
const read = (environment: Record<string, string>) =>
  readConfig({ DATA_DIR: folder, SECRET: secret, ...environment })

describe('the configuration', () => {
  it('serves this machine only, with demo data, when nothing is said', () => {
    expect(read({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      baseUrl: 'http://127.0.0.1:3000',
      demo: true,
      jobs: true,
    })
  })

  it('starts without demo data on a database of the operator', () => {
    expect(read({ DATABASE_URL: 'postgres://a:b@db/berdaya' }).demo).toBe(false)
    expect(read({ DATABASE_URL: 'postgres://a:b@db/berdaya', DEMO: 'on' }).demo).toBe(true)
  })

  it('takes an empty variable as not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, databaseUrl: undefined })
  })

  it.each([
    [{ PORT: 'satu' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DEMO: 'yes' }, 'DEMO'],
    [{ SECRET: 'short' }, 'SECRET'],
    [{ DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL'],
    [{ BASE_URL: 'berdaya.go.id' }, 'BASE_URL'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ OIDC_ISSUER: 'https://sso.example' }, 'OIDC_CLIENT_ID'],
  ])('names the variable that is wrong: %o', (environment, name) => {
    expect(() => read(environment as Record<string, string>)).toThrow(name)
  })

  it('makes a secret once and keeps it where only its owner reads it', () => {
    const first = readConfig({ DATA_DIR: folder }).secret
    expect(first.length).toBeGreaterThan(60)
    expect(readConfig({ DATA_DIR: folder }).secret).toBe(first)
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(first)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  })
})
