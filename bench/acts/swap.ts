import type { Kept } from './board.ts'
import type { Client } from './client.ts'
import { type ToldBooking, tokenOf } from './sender.ts'

/**
 * Asks by the other's code; the other reads it by their own link and agrees (mostly), declines, or does not answer.
 * @returns both bookings as they are afterwards; undefined when nothing was swapped
 */
export async function swap(client: Client, own: Kept, other: Kept): Promise<ToldBooking[] | undefined> {
  const { send, ledger } = client.world
  const asked = await send.post(`/bookings/${own.id}/swaps`, { token: own.token, reference: other.reference })
  if (!ledger.asked(asked)) return undefined
  const dice = client.random.next()
  if (dice < 0.1) return undefined
  const exchangeId = asked.body.id
  const shown = await send.get(`/bookings/${other.id}/exchanges?token=${other.token}`)
  const answer = shown.body.items?.find(({ id }) => id === exchangeId)?.answer
  // One of the bookings moved or ended meanwhile.
  if (!answer) return undefined
  const token = tokenOf(answer)
  if (dice < 0.25) {
    ledger.declined(await send.post(`/exchanges/${exchangeId}/refusal`, { token }))
    return undefined
  }
  const agreed = await send.post(`/exchanges/${exchangeId}/acceptance`, { token })
  if (!ledger.swapped(exchangeId, agreed)) return undefined
  const proposers = await lookUp(client, own, [own.reference, other.reference, agreed.body.reference])
  if (proposers) ledger.booked(undefined, { status: 200, body: proposers })
  return proposers ? [agreed.body, proposers] : [agreed.body]
}

/** What the proposer has now: staff see its code at the old booking, and find it by that. */
async function lookUp({ world: { send } }: Client, own: Kept, known: readonly string[]) {
  const seen = await send.get(`/bookings/${own.id}/exchanges`)
  const reference = seen.body.items?.[0]?.references?.find((code) => !known.includes(code))
  if (reference === undefined) return undefined
  const found = await send.get(`/spaces/${own.place.spaceId}/bookings?q=${reference}`)
  const id = found.body.items?.[0]?.id
  return id === undefined ? undefined : (await send.get(`/bookings/${id}`)).body
}
