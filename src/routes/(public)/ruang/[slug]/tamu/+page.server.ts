import { type RequestEvent, redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { callOf, query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { getPresence, readGuest, signGuestIn, signGuestOut } from '#modules/space/guests/operations.server.ts'
import type { Guest } from '#modules/space/guests/schema.ts'
import { readSpace } from '#modules/space/places/operations.server.ts'
import { readUnits } from '#modules/space/units/operations.server.ts'
import { runtime } from '#platform/runtime.ts'
import type { Actions, PageServerLoad } from './$types'

const cookie = 'tamu'

/** Who scans the code at the door again is known by their own phone until the space closes. */
const keyOf = (event: Pick<RequestEvent, 'cookies' | 'url'>) => {
  const [guestId = '', token = ''] = (
    event.url.searchParams.get('g') ??
    event.cookies.get(cookie) ??
    ''
  ).split('~')
  return guestId === '' ? undefined : { guestId, token }
}

async function guestOf(event: RequestEvent, spaceId: string): Promise<Guest | null> {
  const key = keyOf(event)
  if (!key) return null
  const guest = await execute(readGuest, key, callOf(event, 'page')).catch(() => null)
  return guest?.spaceId === spaceId ? guest : null
}

export const load: PageServerLoad = async (event) => {
  const spaceId = event.params.slug
  const [space, presence, { items }] = await Promise.all([
    query(event, readSpace, { spaceId }),
    query(event, getPresence, { spaceId, usual: false }),
    query(event, readUnits, { spaceId }),
  ])
  const seats = items.filter(({ kind, state, active }) => active && kind === 'seat' && state === 'free')
  return {
    space: { slug: space.slug, name: space.name, zone: space.zone },
    presence,
    seats,
    guest: await guestOf(event, space.id),
    key: event.url.searchParams.get('g') ?? event.cookies.get(cookie) ?? '',
  }
}

const here = (event: RequestEvent, search = '') =>
  `${href(`/ruang/${event.params.slug}/tamu`, event.locals.locale)}${search}`

export const actions: Actions = {
  async enter(event) {
    const result = await submit(event, signGuestIn, { spaceId: event.params.slug, how: 'door' })
    if (!result.ok) return result.failure
    const { id, token, until } = result.output
    const key = `${id}~${token}`
    event.cookies.set(cookie, key, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: runtime.config?.baseUrl.startsWith('https:') ?? false,
      expires: new Date(until),
    })
    redirect(303, here(event, `?g=${encodeURIComponent(key)}`))
  },

  async leave(event) {
    const key = keyOf(event)
    const result = await submit(event, signGuestOut, { ...key })
    if (!result.ok) return result.failure
    const left = key ? `${key.guestId}~${key.token}` : ''
    event.cookies.delete(cookie, { path: '/' })
    redirect(303, here(event, `?g=${encodeURIComponent(left)}`))
  },
}
