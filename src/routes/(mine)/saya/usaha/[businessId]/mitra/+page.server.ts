import { fail, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { m } from '#messages'
import {
  findPartners,
  readShares,
  shareBusiness,
  withdrawShare,
} from '#modules/registry/organisations/share.operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { business } = await event.parent()
  const search = event.url.searchParams.get('lembaga')?.slice(0, 80) || undefined
  const [shares, partners] = await Promise.all([
    query(event, readShares, { businessId: business.id }),
    query(event, findPartners, { near: business.regionCode.slice(0, 5), ...(search && { search }) }),
  ])
  const open = new Set(
    shares.items.filter((share) => !share.withdrawnAt).map((share) => share.organisationId),
  )
  return { shares: shares.items, partners: partners.items.filter(({ id }) => !open.has(id)), search }
}

export const actions: Actions = {
  async give(event) {
    const { locale } = event.locals
    const { businessId } = event.params
    const answer = await submit(event, shareBusiness, { businessId })
    if (!answer.ok) return fail(answer.failure.status, answer.failure.data)
    setFlash(event, m.organisation_share_given({}, { locale }))
    redirect(303, href(`/saya/usaha/${businessId}/mitra`, locale))
  },
  async withdraw(event) {
    const { locale } = event.locals
    const answer = await submit(event, withdrawShare)
    if (!answer.ok) return fail(answer.failure.status, answer.failure.data)
    setFlash(event, m.organisation_share_withdrawn({}, { locale }))
    redirect(303, href(`/saya/usaha/${event.params.businessId}/mitra`, locale))
  },
}
