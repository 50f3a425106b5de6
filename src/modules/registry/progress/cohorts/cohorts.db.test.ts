import { describe, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { verifiedBusiness } from '../../testing/businesses.ts'
import { here, world } from '../../testing/world.ts'
import { record, setReminders } from '../operations.server.ts'
import { remindProgress } from '../upkeep.server.ts'
import {
  addCohort,
  editCohort,
  joinCohort,
  leaveCohort,
  readCohort,
  readCohorts,
} from './operations.server.ts'

const w = await world()
/** Ten in the morning in Surakarta. */
const morning = '2026-11-12T03:00:00.000Z'
const call = (actor: Parameters<typeof w.call>[0], now = morning) => w.call(actor, { now })
const remind = (now = morning) => execute(remindProgress, {}, call(systemActor('jobs'), now))

const monthly = {
  name: 'Kelompok uji',
  regionCode: here,
  everyMonths: 1,
  firstMonth: '2026-09',
  remindDay: 10,
}
async function cohortOf(references: string[], more: Partial<typeof monthly> = {}) {
  const { id } = await execute(addCohort, { ...monthly, ...more }, call(w.officer))
  await execute(joinCohort, { cohortId: id, references: references.join('\n') }, call(w.officer))
  return id
}
async function messagesTo(phone: string): Promise<string[]> {
  const { rows } = await w.owner.query<{ body: string }>(
    `select body from kernel.message where recipient = $1 and template = 'registry.progress_reminder'`,
    [phone],
  )
  return rows.map(({ body }) => body)
}

describe('a list of businesses', () => {
  test('takes references as people paste them and says which it does not know', async () => {
    const one = await verifiedBusiness(w)
    const { id } = await execute(addCohort, { ...monthly, remindDay: 28 }, call(w.officer))
    const pasted = `${one.reference.toLowerCase()}, BRD-ZZZZ-ZZ\nbukan-nomor`
    const joined = await execute(joinCohort, { cohortId: id, references: pasted }, call(w.officer))
    expect(joined).toEqual({ joined: 1, already: 0, unknown: ['bukan-nomor', 'BRD-ZZZZ-ZZ'] })
    const again = await execute(joinCohort, { cohortId: id, references: one.reference }, call(w.officer))
    expect(again).toMatchObject({ joined: 0, already: 1 })
  })

  test('takes a whole region and sector', async () => {
    await verifiedBusiness(w, { sector: 'farming' })
    const { id } = await execute(addCohort, { ...monthly, remindDay: 28 }, call(w.officer))
    const joined = await execute(
      joinCohort,
      { cohortId: id, region: here, sector: 'farming' },
      call(w.officer),
    )
    expect(joined.joined).toBe(1)
  })

  test('says who told of the newest month asked about', async () => {
    const [told, silent] = [await verifiedBusiness(w), await verifiedBusiness(w)]
    const id = await cohortOf([told.reference, silent.reference], { remindDay: 28 })
    await execute(record, { businessId: told.businessId, month: '2026-10', sales: 1 }, call(told.owner))
    const file = await execute(readCohort, { cohortId: id }, call(w.head))
    expect(file).toMatchObject({ month: '2026-10', members: 2, told: 1 })
    expect(file.page.items.filter((member) => member.told).map(({ businessId }) => businessId)).toEqual([
      told.businessId,
    ])
    await execute(leaveCohort, { cohortId: id, businessId: silent.businessId }, call(w.officer))
    expect((await execute(readCohort, { cohortId: id }, call(w.head))).members).toBe(1)
    expect((await execute(readCohorts, {}, call(w.foreigner))).items).toEqual([])
  })
})

describe('a reminder', () => {
  test('goes once to who did not tell, however many lists they are on', async () => {
    const silent = await verifiedBusiness(w)
    await cohortOf([silent.reference])
    await cohortOf([silent.reference])
    await remind()
    await remind('2026-11-13T03:00:00.000Z')
    const messages = await messagesTo(silent.owner.phone)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toContain('Oktober 2026')
    expect(messages[0]).toContain(`/saya/usaha/${silent.businessId}/perkembangan/lapor`)
    // The next month is another matter.
    await remind('2026-12-10T03:00:00.000Z')
    expect(await messagesTo(silent.owner.phone)).toHaveLength(2)
  })

  test('does not go to who told, to who does not want it, nor from a list that rests', async () => {
    const [told, unwilling, resting] = [
      await verifiedBusiness(w),
      await verifiedBusiness(w),
      await verifiedBusiness(w),
    ]
    await cohortOf([told.reference, unwilling.reference])
    const id = await cohortOf([resting.reference])
    await execute(
      editCohort,
      {
        cohortId: id,
        version: 1,
        name: 'Kelompok uji',
        everyMonths: 1,
        firstMonth: '2026-09',
        remindDay: 10,
        active: false,
      },
      call(w.officer),
    )
    await execute(record, { businessId: told.businessId, month: '2026-10', sales: 1 }, call(told.owner))
    await execute(setReminders, { businessId: unwilling.businessId, reminders: false }, call(unwilling.owner))
    await remind()
    for (const { owner } of [told, unwilling, resting]) expect(await messagesTo(owner.phone)).toEqual([])
  })

  test('waits for its day, for the morning, and for the month that is asked about', async () => {
    const [one, quarterly] = [await verifiedBusiness(w), await verifiedBusiness(w)]
    await cohortOf([one.reference])
    await cohortOf([quarterly.reference], { everyMonths: 3, firstMonth: '2026-11' })
    await remind('2026-11-09T03:00:00.000Z')
    await remind('2026-11-12T15:00:00.000Z')
    await remind('2026-11-11T23:30:00.000Z')
    expect(await messagesTo(one.owner.phone)).toEqual([])
    await remind()
    expect(await messagesTo(one.owner.phone)).toHaveLength(1)
    expect(await messagesTo(quarterly.owner.phone)).toEqual([])
  })

  test('that two runs send at once is sent once', async () => {
    const silent = await verifiedBusiness(w)
    await cohortOf([silent.reference])
    await Promise.all([remind(), remind()])
    expect(await messagesTo(silent.owner.phone)).toHaveLength(1)
  })
})
