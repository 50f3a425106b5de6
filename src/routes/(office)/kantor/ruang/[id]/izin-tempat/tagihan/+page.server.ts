import { fail, redirect } from '@sveltejs/kit'
import { query, submit } from '#kernel/form.server.ts'
import { pay, readCharges } from '#modules/space/leases/paper-operations.server.ts'
import type { Actions, PageServerLoad } from './$types'

const states = ['due', 'paid', 'waived'] as const

export const load: PageServerLoad = async (event) => {
  const { space } = await event.parent()
  const state = states.find((one) => one === event.url.searchParams.get('lihat')) ?? 'due'
  const after = event.url.searchParams.get('after')
  const page = await query(event, readCharges, { spaceId: space.id, state, ...(after && { after }) })
  return { state, charges: page.items, next: page.next }
}

export const actions: Actions = {
  async pay(event) {
    const result = await submit(event, pay)
    if (!result.ok) return fail(result.failure.status, result.failure.data)
    redirect(303, `/kuitansi/${result.output.token}`)
  },
}
