import type { RequestEvent } from '@sveltejs/kit'
import { readForm } from '#kernel/form.server.ts'

/** The plan as the editor sent it, as text in one field; what cannot be read is refused by the operation. */
export async function readPlanField(event: RequestEvent): Promise<Record<string, unknown>> {
  const text = String((await readForm(event)).get('plan')?.[0] ?? '')
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}
