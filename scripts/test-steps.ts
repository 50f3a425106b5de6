/** What `npm test` and CI run, in this order: quick and telling checks first. */
export interface Step {
  name: string
  /** The package.json script that does the same alone. */
  script: string
  args?: readonly string[]
  /** How the tool reports its cases; a step without is one case. */
  cases?: 'vitest' | 'playwright'
  needsChromium?: boolean
}

export const steps: readonly Step[] = [
  { name: 'messages', script: 'messages' },
  { name: 'lint and format', script: 'lint', args: ['--max-diagnostics=40', '--diagnostic-level=warn'] },
  { name: 'types', script: 'check' },
  { name: 'structure', script: 'structure' },
  { name: 'unused code', script: 'unused' },
  { name: 'database types', script: 'db:types', args: ['--check'] },
  { name: 'unit tests', script: 'test:unit', cases: 'vitest' },
  { name: 'database tests', script: 'test:db', cases: 'vitest' },
  { name: 'build', script: 'build' },
  { name: 'browser tests', script: 'test:browser', cases: 'playwright', needsChromium: true },
]
