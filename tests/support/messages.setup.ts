import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** Tests import the compiled messages: make them when a message file is newer. */
export default function compileMessages() {
  const compiled = statSync(join(root, 'src/paraglide/messages.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const sources = globSync('{messages/*/*.json,project.inlang/settings.json}', { cwd: root })
  if (sources.every((file) => statSync(join(root, file)).mtimeMs < compiled)) return
  execFileSync(process.execPath, ['--run', 'messages'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
}
