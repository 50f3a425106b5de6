import { type ActionFailure, error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { type FormState, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { businessPath, type Side } from '../ui/tabs.ts'
import { hasSection, type Section, sections } from './fields.ts'
import { readBusiness, readChanges, readProfile } from './operations.server.ts'
import type { BusinessChange } from './schema.ts'
import {
  saveArt,
  saveIdentity,
  saveMarket,
  saveMoney,
  savePlace,
  saveSantri,
  saveTrade,
  saveWork,
} from './sections.server.ts'

/** Pages of the office and of the owner are the same but for their address. */
export const businessIdOf = (event: RequestEvent): string => event.params.businessId ?? ''

export const loadProfile = async (event: RequestEvent) => ({
  profile: await query(event, readProfile, { businessId: businessIdOf(event) }),
})

export function sectionOf(event: RequestEvent): Section {
  const section = sections.find((one) => one === event.params.section)
  if (!section) error(404, { message: m.kernel_not_found() })
  return section
}

/** Whoever may only look does not get a form; nor does a kind that has no such section. */
export async function loadForm(event: RequestEvent, section?: Section) {
  const business = await query(event, readBusiness, { businessId: businessIdOf(event) })
  if (section && !hasSection(business.kind, section)) error(404, { message: m.kernel_not_found() })
  if (!business.mayChange) error(403, { message: m.kernel_forbidden() })
}

/** What others saved since this version was read. */
async function savedSince(event: RequestEvent): Promise<BusinessChange[]> {
  const read = Number((await readForm(event)).get('version')?.[0])
  const { items } = await query(event, readChanges, { businessId: businessIdOf(event), limit: 10 })
  return items.filter(({ version }) => version > read)
}

/** A refused saving of a section, with what others saved meanwhile. */
type Refused = ActionFailure<FormState & { since?: BusinessChange[] }>

/** Save a section and go back to the record. */
export async function saveSectionOf(event: RequestEvent, side: Side): Promise<Refused> {
  const businessId = businessIdOf(event)
  const result = await saveBy(event, sectionOf(event), businessId)
  if (result.ok) {
    setFlash(event, result.output.changed.length > 0 ? m.profile_saved() : m.profile_same())
    redirect(303, href(businessPath(side, businessId), event.locals.locale))
  }
  if (result.fault.code !== 'stale') return result.failure
  return fail(412, { ...result.failure.data, since: await savedSince(event) })
}

/** Each section has an operation with a schema of its own: a table of them would have no common type. */
function saveBy(event: RequestEvent, section: Section, businessId: string) {
  const extra = { businessId }
  switch (section) {
    case 'identity':
      return submit(event, saveIdentity, extra)
    case 'work':
      return submit(event, saveWork, extra)
    case 'money':
      return submit(event, saveMoney, extra)
    case 'market':
      return submit(event, saveMarket, extra)
    case 'santri':
      return submit(event, saveSantri, extra)
    case 'trade':
      return submit(event, saveTrade, extra)
    case 'art':
      return submit(event, saveArt, extra)
    case 'place':
      return submit(event, savePlace, extra)
  }
}

/** What changed, newest first; `?after=` goes on. */
export const loadHistory = async (event: RequestEvent) => ({
  history: await query(event, readChanges, {
    businessId: businessIdOf(event),
    after: event.url.searchParams.get('after') ?? undefined,
  }),
})
