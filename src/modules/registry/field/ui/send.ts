import { checkEntry } from '../device/check.ts'
import type { Entry } from '../device/entry.ts'
import { finish } from '../device/queue.ts'
import { stateOf } from '../device/visit.ts'
import { type FieldDefinition, labelOfQuestion } from '../questions.ts'
import type { FieldWork } from './work.svelte.ts'

/** Put a finished entry into the queue, and the queue to work. @returns what is wrong with it, by question; undefined when nothing */
export async function send(
  work: FieldWork,
  definition: FieldDefinition,
  entry: Entry,
): Promise<Record<string, string> | undefined> {
  const form = definition.forms[entry.kind]
  const checked = checkEntry(entry, definition.errors, (name) => labelOfQuestion(form, name))
  if ('errors' in checked) return checked.errors
  const clockOffset = work.luggage?.clockOffset ?? 0
  const now = new Date().toISOString()
  await work.shelf?.change(entry.id, (kept) => finish(kept, { ...checked.ready, clockOffset }, now))
  // Whoever fills in the form at the door was there.
  const visit = work.visits.list.find(({ id }) => id === entry.visitId)
  if (visit && stateOf(visit) === 'planned')
    await work.visits.tell(visit.id, { outcome: 'visited', note: '', at: now, clockOffset })
  void work.synchronise()
  return undefined
}
