/** The program as `npm start` runs it, on fresh demo data in a throw-away folder. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataDirFile } from './sites.ts'

const dataDir = mkdtempSync(join(tmpdir(), `berdaya-test-${process.pid}-serve-`))
chmodSync(dataDir, 0o711)
const told = dataDirFile(Number(process.env.PORT))
writeFileSync(told, dataDir)
const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/start.js')], {
  stdio: 'inherit',
  // Empty beats what a file .env may say.
  env: {
    ...process.env,
    DATABASE_URL: '',
    DATA_DIR: dataDir,
    DEMO: 'on',
    BERDAYA_DEV: '1',
    // Each test has an address of its own, told as a proxy tells it.
    TRUST_PROXY: 'on',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  rmSync(told, { force: true })
  rmSync(dataDir, { recursive: true, force: true })
  process.exit(code ?? 1)
})
