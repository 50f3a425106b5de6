import { coerce } from '#kernel/coerce.ts'
import { inputFault } from '#kernel/problem.ts'
import { answersOfKind } from '../../drafts/draft.ts'
import { DeskRegistration } from '../../schema.ts'
import type { Entry, Typed } from './entry.ts'
import { typedOf } from './office.ts'
import type { Ready } from './queue.ts'

/** Is the entry complete as far as a phone can tell? The same schema that the office reads it by. */
export function checkEntry(
  { kind, typed }: Pick<Entry, 'kind' | 'typed'>,
  words: Readonly<Record<string, string>>,
  labelOf: (question: string) => string = (question) => question,
): { ready: Omit<Ready, 'clockOffset'> } | { errors: Record<string, string> } {
  const fields = new Map(Object.entries({ ...typed, kind }).map(([name, value]) => [name, [value]]))
  const parsed = DeskRegistration.safeParse(coerce(DeskRegistration, fields, 'people'), { reportInput: true })
  if (!parsed.success) return { errors: errorsOf(inputFault(parsed.error).info.fields ?? [], words, labelOf) }
  const { consent: _, phone, ...said } = parsed.data
  const answers = answersOfKind(said)
  // As the office will write them (phone in full, three digits of RT), so that a later comparison sees no difference.
  const canonical: Typed = { ...typedOf({ ...answers, phone }), consent: 'on' }
  return { ready: { answers, phone, typed: canonical } }
}

interface FieldFault {
  path: string
  key: string
  params?: Record<string, string | number> | undefined
}

/** Sentences by question; words were taken along from the office. A general one ("must be filled in") names its question. */
function errorsOf(
  faults: readonly FieldFault[],
  words: Readonly<Record<string, string>>,
  labelOf: (question: string) => string,
): Record<string, string> {
  const said = faults.map(({ path, key, params = {} }) => {
    const sentence = words[key] ?? words.kernel_field_wrong ?? key
    const whole = sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
    return [path, key.startsWith('kernel_') ? `${labelOf(path)}: ${whole}` : whole]
  })
  return Object.fromEntries(said)
}
