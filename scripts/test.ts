/**
 * `npm test`: everything CI runs. `npm test -- unit build` runs only the steps whose names hold these words;
 * `npm test -- --bail` stops at the first that fails.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureChromium } from './chromium.ts'
import { type Count, countOf, reporting } from './test-report.ts'
import { type Step, steps } from './test-steps.ts'

const root = join(import.meta.dirname, '..')
const reports = mkdtempSync(join(tmpdir(), 'berdaya-reports-'))

interface Outcome extends Count {
  step: Step
  seconds: number
}

function execute(step: Step, file: string): Promise<boolean> {
  const { args, env } = reporting(step, file)
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--run', step.script, '--', ...(step.args ?? []), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env, NO_UPDATE_NOTIFIER: '1' },
    })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
}

async function run(step: Step): Promise<Outcome> {
  console.log(`\n━━ ${step.name} (npm run ${step.script})`)
  const startedAt = performance.now()
  const file = join(reports, `${step.script.replaceAll(':', '-')}.json`)
  let ok = false
  try {
    if (step.needsChromium) ensureChromium()
    ok = await execute(step, file)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  return { step, seconds: (performance.now() - startedAt) / 1000, ...countOf(step, file, ok) }
}

function summarise(outcomes: readonly Outcome[]) {
  console.log('\n━━ summary')
  for (const { step, passed, failed, seconds } of outcomes) {
    const mark = failed > 0 ? '✗' : '✓'
    console.log(
      `${mark} ${step.name.padEnd(18)} ${String(passed).padStart(5)} passed ${failed > 0 ? `${failed} failed ` : ''}${seconds.toFixed(1)} s`,
    )
  }
  for (const line of outcomes.flatMap(({ failures }) => failures)) console.log(`✗ ${line}`)
  const total = (part: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[part], 0)
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
  return total('failed')
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { bail: { type: 'boolean', default: false } },
})
const wanted = steps.filter(
  ({ name, script }) =>
    positionals.length === 0 || positionals.some((word) => name.includes(word) || script.includes(word)),
)
const outcomes: Outcome[] = []
for (const step of wanted) {
  outcomes.push(await run(step))
  if (values.bail && (outcomes.at(-1)?.failed ?? 0) > 0) break
}
rmSync(reports, { recursive: true, force: true })
process.exitCode = summarise(outcomes) > 0 || wanted.length === 0 ? 1 : 0
