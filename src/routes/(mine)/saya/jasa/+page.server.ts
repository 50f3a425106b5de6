import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { listMine } from '#modules/registry/operations.server.ts'
import { readOwnJobs, readOwnOffers, saveOffer } from '#modules/space/reciprocity/operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const [offers, jobs, { items }] = await Promise.all([
    query(event, readOwnOffers, {}),
    query(event, readOwnJobs, {}),
    query(event, listMine, {}),
  ])
  const wanted = event.url.searchParams.get('ubah')
  return {
    offers: offers.items,
    jobs: jobs.items,
    editing: offers.items.find(({ id }) => id === wanted) ?? null,
    businesses: items
      .filter(({ state, kind }) => state === 'verified' && kind !== 'organisation')
      .map(({ subjectId, name }) => ({ value: subjectId, label: name })),
  }
}

export const actions: Actions = {
  async default(event) {
    // A box that is not ticked is not sent: then nobody agreed.
    const listed = (await readForm(event)).has('listed')
    const result = await submit(event, saveOffer, { listed })
    if (!result.ok) return result.failure
    setFlash(event, m.keeper_rec_saved())
    redirect(303, href('/saya/jasa', event.locals.locale))
  },
}
