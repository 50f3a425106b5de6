import { redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import { listMine } from '#modules/registry/operations.server.ts'
import { applyForPlace, listMyApplications, readRound } from '#modules/space/allotment/operations.server.ts'
import { readWishes } from '#modules/space/allotment/wishes.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { roundId } = event.params
  const [round, own, mine] = await Promise.all([
    query(event, readRound, { roundId }),
    query(event, listMine, {}),
    query(event, listMyApplications, {}),
  ])
  const businesses = own.items.filter(({ kind }) => kind !== 'organisation')
  return {
    round,
    businesses: businesses.map(({ subjectId, name, state }) => ({
      id: subjectId,
      name,
      verified: state === 'verified',
    })),
    sent: mine.items.find((one) => one.roundId === roundId && one.state !== 'withdrawn') ?? null,
  }
}

export const actions: Actions = {
  async default(event) {
    const { roundId } = event.params
    const made = await submit(event, applyForPlace, { roundId, ...(await readWishes(event)) })
    if (!made.ok) return made.failure
    setFlash(event, m.allotment_sent({ number: made.output.number }))
    redirect(303, href(`/undian/permohonan/${made.output.id}`, event.locals.locale))
  },
}
