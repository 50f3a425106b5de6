import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { staff } from '../../../../tests/support/actors.ts'
import { findBusinesses } from '../directory/operations.server.ts'
import { addPermit, readPermits } from '../permits/operations.server.ts'
import { readBusiness, readChanges, readProfile } from '../profile/operations.server.ts'
import { savePlace } from '../profile/sections.server.ts'
import { provisionDecision, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { elsewhere, here, world } from '../testing/world.ts'
import {
  cancelMove,
  decideMove,
  listBusinessMoves,
  listOfficeMoves,
  moveBusiness,
} from './operations.server.ts'

const at = await world()
const owner = await at.resident()
const as = (actor: Actor) => at.call(actor)
const neighbour = '33.72.05.1012'
let made = 0

async function verified(kind: 'business' | 'street_trader' = 'business') {
  made += 1
  const sent = await provisionRegistration(
    { pool: at.app, actor: owner },
    sampleRegistration({ kind, name: `Warung Pindah ${made}`, address: 'Jl. Lama 1' }),
  )
  await provisionDecision({ pool: at.app, actor: at.officer }, sent.id, { decision: 'approve' })
  const { version } = await execute(readBusiness, { businessId: sent.subjectId }, as(owner))
  return { businessId: sent.subjectId, version }
}
const wanted = { regionCode: elsewhere, address: 'Jl. Baru 2', rt: '002', rw: '004' }
const why = { reason: 'Kontraknya habis.' }

describe('a business that goes to another city', () => {
  test('waits for the office there; then record, permits and case are theirs, and the history says from where', async () => {
    const one = await verified('street_trader')
    await execute(addPermit, { businessId: one.businessId, kind: 'tdu', number: '503/1' } as never, as(owner))
    const { version } = await execute(readBusiness, { businessId: one.businessId }, as(owner))
    const asked = await execute(moveBusiness, { ...one, version, ...wanted }, as(owner))
    expect(asked.state).toBe('waiting')

    // The new office sees the move, and nothing else of the business yet.
    const incoming = (await execute(listOfficeMoves, {}, as(at.foreigner))).items
    expect(incoming).toMatchObject([{ id: asked.id, mayDecide: true, fromRegion: here, toRegion: elsewhere }])
    await expect(
      execute(readBusiness, { businessId: one.businessId }, as(at.foreigner)),
    ).rejects.toMatchObject({ code: 'not_found' })
    const outgoing = (await execute(listOfficeMoves, { way: 'out' }, as(at.officer))).items
    expect(outgoing).toMatchObject([{ id: asked.id, mayDecide: false, mayCancel: true }])

    await execute(decideMove, { moveId: asked.id, decision: 'accepted' }, as(at.foreigner))
    const profile = await execute(readProfile, { businessId: one.businessId }, as(at.foreigner))
    expect(profile).toMatchObject({ address: 'Jl. Baru 2', rt: '002', rw: '004' })
    const { items } = await execute(readPermits, { businessId: one.businessId }, as(at.foreigner))
    expect(items).toHaveLength(1)
    const { items: history } = await execute(readChanges, { businessId: one.businessId }, as(at.foreigner))
    expect(history[0]).toMatchObject({ section: 'move' })
    expect(history[0]?.changes.map(({ field }) => field)).toContain('region')
    // The owner's name is read there, though their own village lies with the old office.
    expect((await execute(readBusiness, { businessId: one.businessId }, as(at.foreigner))).ownerName).toBe(
      'Sri Wahyuni',
    )

    // The old office reads where it went, and no longer the record.
    await expect(execute(readBusiness, { businessId: one.businessId }, as(at.officer))).rejects.toMatchObject(
      { code: 'not_found' },
    )
    const gone = (await execute(listOfficeMoves, { way: 'out', state: 'all' }, as(at.officer))).items
    expect(gone).toMatchObject([{ id: asked.id, state: 'accepted' }])
    const search = { search: `Pindah ${made}` }
    expect((await execute(findBusinesses, search, as(at.foreigner))).items).toHaveLength(1)
    expect((await execute(findBusinesses, search, as(at.officer))).items).toHaveLength(0)
  })

  test('is refused with a reason, or taken back; the record stays', async () => {
    const one = await verified()
    const first = await execute(moveBusiness, { ...one, ...wanted }, as(owner))
    await expect(
      execute(decideMove, { moveId: first.id, decision: 'refused' }, as(at.foreigner)),
    ).rejects.toMatchObject({ info: { fields: [{ path: 'answer' }] } })
    await execute(
      decideMove,
      { moveId: first.id, decision: 'refused', answer: 'Tidak ada di sana.' },
      as(at.foreigner),
    )
    const second = await execute(moveBusiness, { ...one, ...wanted }, as(owner))
    await expect(execute(moveBusiness, { ...one, ...wanted }, as(owner))).rejects.toMatchObject({
      code: 'conflict',
    })
    await execute(cancelMove, { moveId: second.id }, as(at.officer))
    const { items } = await execute(listBusinessMoves, { businessId: one.businessId }, as(owner))
    expect(items.map(({ state }) => state)).toEqual(['cancelled', 'refused'])
    expect(await execute(readProfile, { businessId: one.businessId }, as(at.officer))).toMatchObject({
      address: 'Jl. Lama 1',
    })
  })

  test('accepted twice at once, or accepted while it is cancelled: one of them holds', async () => {
    const one = await verified()
    const { id: moveId } = await execute(moveBusiness, { ...one, ...wanted }, as(owner))
    const ended = await Promise.allSettled([
      execute(decideMove, { moveId, decision: 'accepted' }, as(at.foreigner)),
      execute(decideMove, { moveId, decision: 'accepted' }, as(staff('officer', '33.73', { name: 'Kedua' }))),
      execute(cancelMove, { moveId }, as(owner)),
    ])
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const moved = await at.owner.query('select region_code from registry.business where id = $1', [
      one.businessId,
    ])
    const [move] = (await execute(listBusinessMoves, { businessId: one.businessId }, as(owner))).items
    expect(moved.rows[0].region_code).toBe(move?.state === 'accepted' ? elsewhere : here)
  })
})

test('who is responsible for both places moves it at once; the point of the old place is gone', async () => {
  const one = await verified()
  const place = { address: 'Jl. Lama 1', latitude: -7.55, longitude: 110.81, stall: 'A-1' }
  const { version } = await execute(savePlace, { ...one, ...place }, as(owner))
  await expect(execute(moveBusiness, { ...one, ...wanted, ...why }, as(at.officer))).rejects.toMatchObject({
    code: 'stale',
  })
  const move = { ...one, version, ...wanted, regionCode: neighbour }
  await expect(execute(moveBusiness, move, as(at.officer))).rejects.toMatchObject({
    info: { fields: [{ path: 'reason' }] },
  })
  expect(await execute(moveBusiness, { ...move, ...why }, as(at.officer))).toMatchObject({
    state: 'accepted',
  })
  expect(await execute(readProfile, { businessId: one.businessId }, as(at.officer))).toMatchObject({
    latitude: null,
    longitude: null,
    stall: null,
    version: version + 1,
  })
})

test('not within the village, not to a place that is none, not before it is verified', async () => {
  const one = await verified()
  const fields = (more: object) =>
    execute(moveBusiness, { ...one, ...wanted, ...more }, as(owner)).then(
      () => [],
      (fault) => fault.info.fields?.map(({ path }: { path: string }) => path) ?? fault.code,
    )
  expect(await fields({ regionCode: here })).toEqual(['regionCode'])
  expect(await fields({ regionCode: '33.72.05.9999' })).toEqual(['regionCode'])
  const young = await provisionRegistration({ pool: at.app, actor: owner }, sampleRegistration())
  await expect(
    execute(moveBusiness, { businessId: young.subjectId, version: 1, ...wanted }, as(owner)),
  ).rejects.toMatchObject({ code: 'conflict' })
})
