import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { businessPath, type Side } from '../ui/tabs.ts'
import { addOwner, changeOwner, removeOwner } from './owners.server.ts'
import { businessIdOf } from './pages.server.ts'

const done = (event: RequestEvent, side: Side) => {
  setFlash(event, m.profile_saved())
  redirect(303, href(businessPath(side, businessIdOf(event), 'pemilik'), event.locals.locale))
}

/** Which owner's form was sent: a refusal is shown there. */
const ownerIdOf = async (event: RequestEvent) => String((await readForm(event)).get('ownerId')?.[0] ?? '')

export const ownerActions = (side: Side) => ({
  async add(event: RequestEvent) {
    const result = await submit(event, addOwner, { businessId: businessIdOf(event) })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, ownerId: '' })
    return done(event, side)
  },
  async change(event: RequestEvent) {
    const result = await submit(event, changeOwner)
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, ownerId: await ownerIdOf(event) })
    return done(event, side)
  },
  async remove(event: RequestEvent) {
    const result = await submit(event, removeOwner)
    if (!result.ok)
      return fail(result.failure.status, { ...result.failure.data, ownerId: await ownerIdOf(event) })
    return done(event, side)
  },
})
