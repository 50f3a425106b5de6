import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import type { Step } from './test-steps.ts'

export interface Count {
  passed: number
  failed: number
  /** What failed and the first line of why, repeated at the end where it is looked for. */
  failures: string[]
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
  const alone = { passed: ok ? 1 : 0, failed: ok ? 0 : 1, failures: [] }
  if (!step.cases) return alone
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    const count = step.cases === 'vitest' ? vitestCount(report) : playwrightCount(report)
    return ok || count.failed > 0 ? count : { ...count, failed: 1 }
  } catch {
    return alone
  }
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function vitestCount(report: VitestReport): Count {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (status === 'failed' && failed.length === 0) return [failure(name, message)]
    return failed.map((test) => failure(test.fullName, test.failureMessages[0]))
  })
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, failures.length),
    failures,
  }
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[]
  specs?: {
    title: string
    file: string
    tests: { projectName: string; status: string; results: { error?: { message?: string } }[] }[]
  }[]
}

interface PlaywrightReport {
  stats: { expected: number; flaky: number; unexpected: number }
  suites: PlaywrightSuite[]
}

function playwrightCount({ stats, suites }: PlaywrightReport): Count {
  const failuresIn = ({ specs = [], suites = [] }: PlaywrightSuite): string[] => [
    ...suites.flatMap(failuresIn),
    ...specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected')
        .map(({ projectName, results }) =>
          failure(`[${projectName}] ${file}: ${title}`, results.at(-1)?.error?.message),
        ),
    ),
  ]
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: suites.flatMap(failuresIn),
  }
}

function failure(name: string, message = ''): string {
  const lines = stripVTControlCharacters(message).trim().split('\n').slice(0, 3)
  return [name, ...lines.map((line) => `    ${line.trim().slice(0, 300)}`)].join('\n')
}
