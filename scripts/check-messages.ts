/** Finds messages that one language lacks, whose placeholders differ, that are written twice, or that nothing uses. */
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const root = join(import.meta.dirname, '..')

interface Message {
  file: string
  text: string
}

function messagesOf(locale: string, faults: string[]): Map<string, Message> {
  const found = new Map<string, Message>()
  for (const path of globSync(`messages/${locale}/*.json`, { cwd: root })) {
    const content = JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>
    for (const [key, value] of Object.entries(content)) {
      if (key.startsWith('$')) continue
      const earlier = found.get(key)
      if (earlier) faults.push(`${path}: ${key} is also in ${earlier.file}`)
      found.set(key, { file: path, text: typeof value === 'string' ? value : JSON.stringify(value) })
    }
  }
  return found
}

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')

/** Words of the sources that may be keys, and beginnings of keys that are put together. */
function wordsInSources(): { words: Set<string>; beginnings: string[] } {
  const words = new Set<string>()
  const beginnings = new Set<string>()
  for (const path of globSync('{src,demo,tests}/**/*.{ts,svelte,js}', { cwd: root })) {
    if (path.startsWith(join('src', 'paraglide'))) continue
    const source = readFileSync(join(root, path), 'utf8')
    for (const [word] of source.matchAll(/[a-z][a-z0-9]*(_[a-z0-9]+)+/g)) words.add(word)
    for (const [, start] of source.matchAll(/`([a-z][a-z0-9_]*_)\$\{/g)) if (start) beginnings.add(start)
  }
  return { words, beginnings: [...beginnings] }
}

/** One line a fault. */
export function messageFaults(): string[] {
  const faults: string[] = []
  const [indonesian, english] = [messagesOf('id', faults), messagesOf('en', faults)]
  const { words, beginnings } = wordsInSources()
  for (const [key, { file, text }] of indonesian) {
    const other = english.get(key)
    if (!other) faults.push(`${file}: ${key} has no English`)
    else if (placeholders(text) !== placeholders(other.text))
      faults.push(`${file}: ${key} has other placeholders in English`)
    if (!words.has(key) && !beginnings.some((start) => key.startsWith(start)))
      faults.push(`${file}: nothing uses ${key}`)
    if (text.trim() === '') faults.push(`${file}: ${key} is empty`)
  }
  for (const [key, { file }] of english)
    if (!indonesian.has(key)) faults.push(`${basename(file)}: ${key} has no Indonesian`)
  return faults
}
