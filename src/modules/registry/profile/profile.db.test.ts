import { describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { provisionDecision, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import { readBusiness, readChanges, readProfile } from './operations.server.ts'
import { addOwner, changeOwner, removeOwner } from './owners.server.ts'
import {
  saveArt,
  saveIdentity,
  saveMarket,
  saveMoney,
  savePlace,
  saveSantri,
  saveTrade,
  saveWork,
} from './sections.server.ts'

const at = await world()
const owner = await at.resident()

async function business(more: object = {}): Promise<string> {
  const sent = await provisionRegistration({ pool: at.app, actor: owner }, sampleRegistration(more))
  return sent.subjectId
}
const profile = (businessId: string, actor: Actor = owner) =>
  execute(readProfile, { businessId }, at.call(actor))
const history = async (businessId: string) =>
  (await execute(readChanges, { businessId }, at.call(owner))).items
const refused = (act: Promise<unknown>) =>
  act.then(
    () => expect.unreachable('it was not refused'),
    (fault) => ({
      code: fault.code,
      key: fault.key,
      fields: fault.info?.fields?.map(({ path, key }: { path: string; key: string }) => `${path}: ${key}`),
    }),
  )

describe('keeping a business up to date', () => {
  test('each change is told field by field, with who and why', async () => {
    const businessId = await business()
    const saved = await execute(
      saveWork,
      { businessId, version: 1, paidWomen: 2, unpaidWomen: 1, reason: 'Didata ulang di tempat.' },
      at.call(at.officer),
    )
    expect(saved).toMatchObject({ version: 2, changed: ['paidWomen', 'unpaidWomen'] })
    const [told] = await history(businessId)
    expect(told).toMatchObject({
      section: 'work',
      by: 'Petugas Banjarsari',
      reason: 'Didata ulang di tempat.',
      version: 2,
      changes: [
        { field: 'paidWomen', before: null, after: 2 },
        { field: 'unpaidWomen', before: null, after: 1 },
      ],
    })
    expect(await profile(businessId)).toMatchObject({ workers: 3, ownerWork: 'employer' })
  })

  test('what somebody saved meanwhile is not overwritten', async () => {
    const businessId = await business()
    await execute(saveMarket, { businessId, version: 1, channels: ['home'] }, at.call(owner))
    const late = refused(
      execute(saveMarket, { businessId, version: 1, channels: ['street'] }, at.call(owner)),
    )
    expect((await late).code).toBe('stale')
    expect((await profile(businessId)).channels).toEqual(['home'])
  })

  test('the same again is no change', async () => {
    const businessId = await business()
    const again = { businessId, version: 1, paidMen: 0 }
    await execute(saveWork, again, at.call(owner))
    const same = await execute(saveWork, { ...again, version: 2 }, at.call(owner))
    expect(same).toMatchObject({ version: 2, changed: [] })
    expect(await history(businessId)).toHaveLength(1)
  })

  test('an officer says why; the owner need not', async () => {
    const businessId = await business()
    expect(
      await refused(execute(saveWork, { businessId, version: 1, paidMen: 1 }, at.call(at.officer))),
    ).toMatchObject({ fields: ['reason: profile_reason_needed'] })
  })

  test('a new name is the name in lists as well', async () => {
    const businessId = await business()
    await execute(saveIdentity, { businessId, version: 1, name: 'Dapur Bu Sri Baru' }, at.call(owner))
    const { rows } = await at.owner.query(
      'select name from registry.registration where business_id = $1 and latest',
      [businessId],
    )
    expect(rows).toEqual([{ name: 'Dapur Bu Sri Baru' }])
  })

  test('a business that was refused is closed', async () => {
    const sent = await provisionRegistration({ pool: at.app, actor: owner }, sampleRegistration())
    await provisionDecision({ pool: at.app, actor: at.officer }, sent.id, {
      decision: 'reject',
      reason: 'Ganda.',
    })
    const late = refused(
      execute(saveWork, { businessId: sent.subjectId, version: 2, paidMen: 1 }, at.call(owner)),
    )
    expect(await late).toMatchObject({ code: expect.stringMatching('conflict') })
  })

  test('officers of another city find nothing', async () => {
    const businessId = await business()
    const foreign = at.call(at.foreigner)
    const acts = [
      execute(readBusiness, { businessId }, foreign),
      execute(readProfile, { businessId }, foreign),
      execute(readChanges, { businessId }, foreign),
      execute(saveWork, { businessId, version: 1, paidMen: 1, reason: 'Iseng saja.' }, foreign),
    ]
    const codes = await Promise.all(acts.map(async (act) => (await refused(act)).code))
    expect(codes).toEqual(Array(4).fill('not_found'))
  })
})

describe('size and formality', () => {
  test('follow from the figures, with the rule', async () => {
    const businessId = await business()
    await execute(
      saveMoney,
      {
        businessId,
        version: 1,
        salesAmount: '10 juta',
        salesPeriod: 'day',
        tradingDays: 6,
        figuresYear: 2025,
      },
      at.call(owner, { now: '2026-11-21T03:00:00.000Z' }),
    )
    expect(await profile(businessId)).toMatchObject({
      yearlySales: 3_120_000_000,
      sizeClass: 'small',
      sizing: { basis: 'sales', upTo: 15_000_000_000, legalBasis: 'PP 7/2021 pasal 35' },
    })
    await execute(
      saveIdentity,
      { businessId, version: 2, name: 'Dapur Bu Sri', startedYear: 2023 },
      at.call(owner),
    )
    expect(await profile(businessId)).toMatchObject({ sizeClass: null, sizing: { missing: 'capital' } })
  })

  test('the database calls formal what the rule calls formal', async () => {
    for (const legalForm of ['individual', 'joint_group', 'cv', 'cooperative', undefined] as const) {
      const businessId = await business()
      if (legalForm)
        await execute(saveIdentity, { businessId, version: 1, name: 'Usaha', legalForm }, at.call(owner))
      const { rows } = await at.owner.query('select formality from registry.business where id = $1', [
        businessId,
      ])
      const { formal } = await profile(businessId)
      expect(rows[0].formality).toBe(formal.length > 0 ? 'formal' : 'informal')
    }
  })
})

describe('parts', () => {
  test('a street trader has a place of Permendagri 41/2012, others have not', async () => {
    const businessId = await business({ kind: 'street_trader' })
    const answers = {
      version: 1,
      placeType: 'cart' as const,
      spot: 'Depan Pasar Nongko',
      goods: 'food' as const,
      siting: 'temporary' as const,
      zoneColour: 'yellow' as const,
      areaM2: 2.25,
      block: 'A-012',
    }
    await execute(saveTrade, { businessId, ...answers }, at.call(owner))
    expect(await profile(businessId)).toMatchObject({ areaM2: 2.25, block: 'A-012', zoneColour: 'yellow' })
    expect(
      await refused(execute(saveTrade, { businessId: await business(), ...answers }, at.call(owner))),
    ).toMatchObject({ key: 'profile_section_other_kind' })
  })

  test('an art group has members and a repertoire', async () => {
    const businessId = await business({ kind: 'art_group' })
    await execute(
      saveArt,
      { businessId, version: 1, artForm: 'gamelan', members: 18, repertoire: 'Ladrang dan lancaran' },
      at.call(owner),
    )
    expect(await profile(businessId)).toMatchObject({ members: 18, artForm: 'gamelan' })
  })

  test('coordinates come whole, inside Indonesia, and say where they are from', async () => {
    const businessId = await business()
    const save = (more: object) =>
      execute(savePlace, { businessId, version: 1, address: 'Jl. Gajah Mada 12', ...more }, at.call(owner))
    expect((await refused(save({ latitude: -7.55 }))).fields).toEqual(['longitude: profile_field_point'])
    expect((await refused(save({ latitude: 52, longitude: 4.9 }))).fields).toHaveLength(2)
    await save({ latitude: -7.5567, longitude: 110.8234, accuracy: 12 })
    expect(await profile(businessId)).toMatchObject({ latitude: -7.5567, locatedBy: 'phone', accuracy: 12 })
  })

  test('who is no santri business has no pesantren', async () => {
    const businessId = await business()
    await execute(
      saveSantri,
      { businessId, version: 1, santri: true, pesantren: 'Al-Muayyad' },
      at.call(owner),
    )
    await execute(
      saveSantri,
      { businessId, version: 2, santri: false, pesantren: 'Al-Muayyad' },
      at.call(owner),
    )
    expect(await profile(businessId)).toMatchObject({ santri: false, pesantren: null })
  })
})

describe('several owners', () => {
  const add = (businessId: string, name: string, share: number) =>
    execute(addOwner, { businessId, name, share }, at.call(owner))

  test('share a hundred per cent; the main one holds the rest', async () => {
    const businessId = await business()
    expect(await add(businessId, 'Slamet', 30)).toMatchObject({ mainShare: 70 })
    const { id } = await add(businessId, 'Tutik', 20.5)
    expect(
      await execute(changeOwner, { ownerId: id, name: 'Tutik', share: 20 }, at.call(owner)),
    ).toMatchObject({
      mainShare: 50,
    })
    expect((await refused(add(businessId, 'Rahmat', 50))).fields).toEqual([
      'share: profile_owner_share_too_much',
    ])
    await execute(removeOwner, { ownerId: id }, at.call(owner))
    expect(await profile(businessId)).toMatchObject({
      mainShare: 70,
      owners: [{ name: 'Slamet', share: 30 }],
    })
    expect((await history(businessId)).map(({ section }) => section)).toEqual(Array(4).fill('owners'))
  })

  test('who add at once never share out more than there is', async () => {
    const businessId = await business()
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => add(businessId, `Pemilik ${index}`, 30)),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect((await profile(businessId)).mainShare).toBe(10)
  })
})
