import * as messages from '#paraglide/messages.js'
import type { Locale } from './locale.ts'
import { translate } from './problem.ts'

const key = (operation: string) => `act_${operation.replace('.', '_')}`

/** Every operation that has words: `act_space_set_hours` are those of `space.set_hours`; names of modules are one word. */
export const actsWithWords: readonly string[] = Object.keys(messages).flatMap((name) => {
  const [, module, act] = /^act_([a-z]+)_(.+)$/.exec(name) ?? []
  return module && act ? [`${module}.${act}`] : []
})
const known = new Set(actsWithWords)

/** What was done, in plain words; an operation of an earlier version keeps its technical name. */
export const actWords = (operation: string, locale: Locale): string =>
  known.has(operation) ? translate(key(operation), undefined, locale) : operation

/** The operations whose words have every word that was typed, in any order. */
export function actsLike(typed: string, locale: Locale): string[] {
  const wanted = typed.toLowerCase().split(/\s+/)
  return actsWithWords.filter((operation) => {
    const said = actWords(operation, locale).toLowerCase()
    return wanted.every((word) => said.includes(word))
  })
}
