import { coerce } from '#kernel/coerce.ts'
import { query } from '#kernel/form.server.ts'
import { inputFault, problemOf } from '#kernel/problem.ts'
import { findFree } from '#modules/space/finding/operations.server.ts'
import { dayParts } from '#modules/space/finding/rules.ts'
import { FreeSearch } from '#modules/space/finding/schema.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url
  const fields = new Map(
    [...searchParams].filter(([, value]) => value !== '').map(([name, value]) => [name, [value]]),
  )
  const part = dayParts.find(({ name }) => name === searchParams.get('part'))
  const typed = FreeSearch.safeParse({ ...part?.hours, ...(coerce(FreeSearch, fields, 'people') as object) })
  // What cannot be read is told at its field; meanwhile the list is as without it.
  const faults = typed.success ? [] : (problemOf(inputFault(typed.error), event.locals.locale).errors ?? [])
  const page = await query(event, findFree, typed.success ? typed.data : {})
  event.locals.tags.add('spaces')
  return { times: page.items, next: page.next, faults, locale: event.locals.locale }
}
