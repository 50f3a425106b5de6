import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commit, load, machine, versions } from './machine.ts'
import { asMarkdown, type Section } from './report.ts'

const file = join(import.meta.dirname, 'RESULTS.md')

const head = () => `# Results of \`npm run bench\`

Each part runs against the program as it is started by \`npm start\`, on data of its own. Shares hold on other machines, rates do not.
A part that was run later than the others has its own date. Run one alone with \`npm run bench -- NAME\`.

Machine: ${machine()}
Versions: ${versions()}
`

interface Kept {
  name: string
  text: string
}

/** The sections the file holds, by the name in their first line's comment. */
function kept(): Kept[] {
  if (!existsSync(file)) return []
  const parts = readFileSync(file, 'utf8')
    .split(/^(?=<!-- part: [\w-]+ -->$)/m)
    .slice(1)
  return parts.map((text) => ({ name: /part: ([\w-]+)/.exec(text)?.[1] ?? '', text: text.trimEnd() }))
}

/** Write sections into RESULTS.md by their parts and variants; those that did not run stay as they were. */
export function writeResults(order: readonly string[], sections: ReadonlyMap<string, Section>): void {
  const stamp = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commit()}, ${load()}`
  const earlier = new Map(kept().map(({ name, text }) => [name, text]))
  const all = [...new Set([...sections.keys(), ...earlier.keys()])].sort()
  const names = order.flatMap((part) => all.filter((name) => name === part || name.startsWith(`${part}-`)))
  const texts = names.flatMap((name) => {
    const section = sections.get(name)
    const text = section ? `<!-- part: ${name} -->\n${asMarkdown(section)}\n\n*${stamp}*` : earlier.get(name)
    return text === undefined ? [] : [text]
  })
  writeFileSync(file, `${head()}\n${texts.join('\n\n')}\n`)
}
