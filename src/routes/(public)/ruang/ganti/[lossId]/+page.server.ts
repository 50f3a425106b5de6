import { redirect } from '@sveltejs/kit'
import { query, submit } from '#kernel/form.server.ts'
import { acceptOffer, readOffer } from '#modules/space/clearing/operations.server.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const keyOf = ({ params, url }: Pick<RequestEvent, 'params' | 'url'>) => ({
  lossId: params.lossId,
  token: url.searchParams.get('t') ?? undefined,
})

export const load: PageServerLoad = async (event) => ({
  offer: await query(event, readOffer, keyOf(event)),
  token: event.url.searchParams.get('t') ?? '',
})

export const actions: Actions = {
  /** One of the offered times, or (without one) their own, when it is free again. */
  async default(event) {
    const result = await submit(event, acceptOffer, keyOf(event))
    if (!result.ok) return result.failure
    redirect(303, `${result.output.manage}&baru=1`)
  },
}
