import { randomUUID } from 'node:crypto'
import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { callOf, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { faultOf } from '#kernel/problem.ts'
import { m } from '#messages'
import {
  addFaultPhoto,
  joinFault,
  listOpenFaults,
  reportFault,
  reportToken,
} from '#modules/space/faults/operations.server.ts'
import { askedWords } from '#modules/space/faults/ui/words.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

const cookie = 'berdaya_lapor'
const halfYear = 180 * 86_400

/** A random mark, so that one browser counts once; it says nothing else and leads nowhere. */
function visitorOf({ cookies }: RequestEvent): string {
  const known = cookies.get(cookie)
  if (known !== undefined && /^[\w-]{16,64}$/.test(known)) return known
  const fresh = randomUUID()
  cookies.set(cookie, fresh, { path: '/', httpOnly: true, sameSite: 'lax', maxAge: halfYear })
  return fresh
}
const sourceOf = ({ url }: RequestEvent) =>
  url.searchParams.get('dari') === 'pas' ? ('pass' as const) : ('page' as const)

export const load: PageServerLoad = async (event) => {
  const [space, faults] = await Promise.all([
    query(event, readSpace, { spaceId: event.params.slug }),
    query(event, listOpenFaults, { spaceId: event.params.slug }),
  ])
  return { space, faults: faults.items, from: sourceOf(event) === 'pass' ? '&dari=pas' : '' }
}

const back = (event: RequestEvent) => href(`/ruang/${event.params.slug}/lapor`, event.locals.locale)

export const actions: Actions = {
  async report(event) {
    const result = await submit(event, reportFault, {
      spaceId: event.params.slug,
      visitor: visitorOf(event),
      source: sourceOf(event),
    })
    if (!result.ok) return fail(result.failure.status, result.failure.data)
    const { fault, reportId, joined } = result.output
    const kept = reportId === null || (await keepPhoto(event, fault.id, reportId))
    const asked = askedWords(fault, event.locals.locale)
    const said = joined ? m.keeper_fault_joined({ asked }) : m.keeper_fault_reported()
    setFlash(event, kept ? said : `${said} ${m.keeper_fault_no_photo()}`, kept ? 'success' : 'warning')
    redirect(303, back(event))
  },

  async join(event) {
    const result = await submit(event, joinFault, { visitor: visitorOf(event), source: sourceOf(event) })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, values: {}, errors: {} })
    const asked = askedWords(result.output.fault, event.locals.locale)
    setFlash(
      event,
      result.output.reportId === null ? m.keeper_fault_already() : m.keeper_fault_joined({ asked }),
    )
    redirect(303, back(event))
  },
}

/** The report counts also when its photo cannot be read; then that is said. */
async function keepPhoto(event: RequestEvent, faultId: string, reportId: string): Promise<boolean> {
  const picture = (await readForm(event)).get('picture')?.[0]
  if (!(picture instanceof File) || picture.size === 0) return true
  try {
    const token = reportToken(reportId)
    await execute(addFaultPhoto, { faultId, reportId, token, picture }, callOf(event, 'form'))
    return true
  } catch (thrown) {
    if (faultOf(thrown).code === 'internal') throw thrown
    return false
  }
}
