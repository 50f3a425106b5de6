import { readFileSync } from 'node:fs'
import type { Step } from './test-steps.ts'

export interface Count {
  passed: number
  failed: number
}

/** Arguments that make the tool write its cases as JSON besides what it prints. */
export function reporting(step: Step, file: string): { args: string[]; env: Record<string, string> } {
  if (step.cases === 'vitest')
    return { args: ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`], env: {} }
  if (step.cases === 'playwright')
    return { args: ['--reporter=line,json'], env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file } }
  return { args: [], env: {} }
}

/** Cases of a step; a tool that failed before it reported counts as one failure. */
export function countOf(step: Step, file: string, ok: boolean): Count {
  const alone = { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  if (!step.cases) return alone
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const count =
      step.cases === 'vitest'
        ? { passed: Number(report.numPassedTests), failed: Number(report.numFailedTests) }
        : { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }
    return ok || count.failed > 0 ? count : { ...count, failed: 1 }
  } catch {
    return alone
  }
}
