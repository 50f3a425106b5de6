import type { Context } from '#kernel/context.ts'
import { contactOf } from '#modules/identity/accounts/queries.server.ts'
import { listBusinessesOf, listClaimable } from '../queries.server.ts'
import { hashNumber } from '../secrets.server.ts'
import { prepare } from './compare.ts'
import { loadRecords } from './finding.server.ts'
import { askFrom, compare } from './rules.ts'
import type { OwnSimilar, Similar } from './schema.ts'

/**
 * "Is this you?": what this account has that looks like the new one, and what waits under its verified phone. Nothing of
 * anybody else is looked at, so nothing of theirs can be learnt.
 */
export async function findOwnSimilar(ctx: Context, asked: Omit<Similar, 'phone'>): Promise<OwnSimilar[]> {
  const accountId = ctx.actor.accountId ?? ''
  const [contact, businesses] = await Promise.all([
    contactOf(ctx.db, accountId),
    listBusinessesOf(ctx.db, accountId),
  ])
  const phone = contact?.phone ?? null
  const wanted = prepare({
    ...asked,
    sector: asked.sector ?? null,
    nik: asked.nik ? hashNumber('nik', asked.nik).toString('hex') : null,
    phone,
    address: asked.address ?? null,
    rt: asked.rt ?? null,
    rw: asked.rw ?? null,
    latitude: null,
    longitude: null,
  })
  const records = await loadRecords(
    ctx.db,
    businesses.map(({ id }) => id),
  )
  const own = businesses.filter(({ id, state }) => {
    const known = records.get(id)
    return (
      known !== undefined &&
      state !== 'rejected' &&
      state !== 'merged' &&
      compare(wanted, known.prepared).score >= askFrom
    )
  })
  const waiting = phone ? await listClaimable(ctx.db, phone) : []
  return [
    ...own.map(({ id, reference, kind, name, state }) => ({
      businessId: id,
      reference,
      kind,
      name,
      state,
      claimable: false,
    })),
    ...waiting
      .filter(({ kind }) => kind !== 'organisation')
      .map(({ id, reference, kind, name }) => ({
        businessId: id,
        reference,
        kind,
        name,
        state: null,
        claimable: true,
      })),
  ]
}
