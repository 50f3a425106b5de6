import { redirect } from '@sveltejs/kit'
import { holds } from '#kernel/actor.ts'
import { query, submit } from '#kernel/form.server.ts'
import { formatDate } from '#kernel/format.ts'
import { href } from '#kernel/locale.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { listPairs, proposeMatch } from '#modules/registry/matching/operations.server.ts'
import { speaksFor } from '#modules/registry/matching/rules.ts'
import { MatchFilter } from '#modules/registry/matching/schema.ts'
import { likelihood, reasonWords } from '#modules/registry/matching/ui/words.ts'
import { deciders } from '#modules/registry/policy.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { actor, locale } = event.locals
  const state =
    MatchFilter.shape.state.safeParse(event.url.searchParams.get('keadaan') ?? undefined).data ?? 'open'
  const { items, next } = await query(event, listPairs, {
    state,
    after: event.url.searchParams.get('after') ?? undefined,
    limit: 25,
  })
  const short = (place: string) => place.split(', ')[0] ?? place
  return {
    state,
    next,
    mayAdd: actor.grants.some((grant) => grant.region !== null && holds(actor, deciders, grant.region)),
    items: items.map(({ id, score, reasons, a, b, decidedAt, decidedBy }) => ({
      id,
      href: href(`/kantor/ganda/${id}`, locale),
      score,
      likely: likelihood(score),
      why: reasons.filter(speaksFor).map((reason) => reasonWords(reason, locale)),
      sides: [a, b].map(({ businessId, name, reference, ownerName, place }) => ({
        id: businessId,
        name,
        reference,
        detail: [ownerName, short(place)].filter(Boolean).join(' · '),
      })),
      decided: decidedAt && [decidedBy, formatDate(decidedAt, locale, zoneOf(''))].filter(Boolean).join(', '),
    })),
  }
}

export const actions: Actions = {
  async default(event) {
    const result = await submit(event, proposeMatch)
    if (!result.ok) return result.failure
    redirect(303, href(`/kantor/ganda/${result.output.id}`, event.locals.locale))
  },
}
