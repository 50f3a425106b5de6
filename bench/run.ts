/** `npm run bench [-- PART …]`: measure the program and write bench/RESULTS.md. */
import { parseArgs } from 'node:util'
import { setSecret } from '#platform/sign.ts'
import { load, machine } from './machine.ts'
import { parts } from './parts.ts'
import { asText, type Section } from './report.ts'
import { writeResults } from './results.ts'
import { type Site, startSite } from './site.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: true },
    rows: { type: 'string' },
    data: { type: 'string' },
    acts: { type: 'string' },
  },
  allowNegative: true,
})
const unknown = positionals.filter((name) => !parts.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(
    `there is no part ${unknown.join(', ')}; there are: ${parts.map((part) => part.name).join(' ')}`,
  )
  process.exit(2)
}
const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
setSecret('only for what the bench prepares itself')
console.log(`${machine()}; ${load()}`)

let shared: Site | undefined
const site = async () => {
  shared ??= await startSite({ nodeArguments: values.profile ? ['--cpu-prof', '--cpu-prof-dir=/tmp'] : [] })
  return shared
}

const sections = new Map<string, Section>()
try {
  for (const part of chosen) {
    const section = await part.run(site)
    sections.set(section.variant ? `${part.name}-${section.variant}` : part.name, section)
    console.log(asText(section))
  }
} finally {
  const said = shared?.output().split('\n').slice(-8).join('\n')
  if (said && [...sections.values()].some(({ figures }) => figures.some(({ met }) => met === false)))
    console.log(said)
  await shared?.stop()
  if (values.keep)
    writeResults(
      parts.map(({ name }) => name),
      sections,
    )
}
const missed = [...sections.values()].flatMap(({ figures }) => figures.filter(({ met }) => met === false))
console.log(
  missed.length === 0
    ? '\nall figures met'
    : `\n${missed.length} missed: ${missed.map(({ what }) => what).join('; ')}`,
)
process.exitCode = missed.length === 0 ? 0 : 1
