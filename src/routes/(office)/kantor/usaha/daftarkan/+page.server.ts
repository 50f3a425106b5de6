import { error, fail, redirect } from '@sveltejs/kit'
import { isStaff } from '#kernel/actor.ts'
import { coerce } from '#kernel/coerce.ts'
import { Fault } from '#kernel/fault.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { formState, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { questionOf } from '#modules/registry/labels.ts'
import { findSimilarOnes } from '#modules/registry/matching/operations.server.ts'
import { Similar, type SimilarItem } from '#modules/registry/matching/schema.ts'
import { registerAtDesk } from '#modules/registry/operations.server.ts'
import { deciders } from '#modules/registry/policy.ts'
import { RegistrationKind } from '#modules/registry/schema.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** The officer's own region: an officer of one village need not choose it. */
const ownRegion = (event: Pick<RequestEvent, 'locals'>): string | undefined =>
  event.locals.actor.grants.find((grant) => grant.region !== null && deciders.includes(grant.role))?.region ??
  undefined

const kindOf = (event: Pick<RequestEvent, 'url'>) =>
  RegistrationKind.safeParse(event.url.searchParams.get('jenis')).data

export const load: PageServerLoad = async (event) => {
  if (!isStaff(event.locals.actor)) error(403, { message: m.kernel_forbidden() })
  const own = ownRegion(event)
  return { kind: kindOf(event) ?? null, region: own?.length === 13 ? await chosenRegion(event, own) : null }
}

/** Businesses of the officer's regions that look like what is written; none while the form is not yet sound. */
async function similarOnes(event: RequestEvent, kind: RegistrationKind) {
  if (kind === 'organisation') return []
  const asked = Similar.safeParse({ ...(coerce(Similar, await readForm(event), 'people') as object), kind })
  return asked.success ? (await query(event, findSimilarOnes, asked.data)).items : []
}

/** The form again, with what it looks like above it. */
function askAgain(fields: Awaited<ReturnType<typeof readForm>>, similar: SimilarItem[], locale: 'id' | 'en') {
  const state = formState(new Fault('conflict', 'matching_desk_needed'), fields, locale)
  return { ...state, similar }
}

export const actions: Actions = {
  async default(event) {
    const step = await regionStep(event, { near: ownRegion(event) })
    if (step) return step
    const kind = kindOf(event) ?? 'business'
    const fields = await readForm(event)
    const seen = fields.get('seen')?.filter((id) => typeof id === 'string') ?? []
    const checked = fields.get('different')?.[0] === 'on'
    const similar = await similarOnes(event, kind)
    if (similar.some(({ businessId }) => !checked || !seen.includes(businessId)))
      return keepRegion(event, fail(409, askAgain(fields, similar, event.locals.locale)))
    const result = await submit(event, registerAtDesk, { kind, ...(checked && { differentFrom: seen }) })
    if (result.ok) {
      setFlash(
        event,
        m.registry_desk_sent({
          name: String((await readForm(event)).get('name')?.[0] ?? ''),
          reference: result.output.reference,
        }),
      )
      redirect(303, href(`/kantor/usaha/${result.output.id}`, event.locals.locale))
    }
    const { data, status } = result.failure
    for (const { path, key } of result.fault.info.fields ?? [])
      if (key.startsWith('kernel_'))
        data.errors[path] = `${questionOf(path, kind, event.locals.locale)}: ${data.errors[path]}`
    return keepRegion(event, fail(status, data))
  },
}
