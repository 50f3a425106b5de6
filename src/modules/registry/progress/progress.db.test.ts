import { describe, expect, test } from 'vitest'
import { systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import { verifiedBusiness } from '../testing/businesses.ts'
import { world } from '../testing/world.ts'
import { readPeers, readProgress, readSheet, record, revealDebts, setReminders } from './operations.server.ts'
import { publishPeers } from './upkeep.server.ts'

const w = await world()
const now = '2026-11-20T03:00:00.000Z'
const call = (actor: Parameters<typeof w.call>[0], at = now) => w.call(actor, { now: at })
const clock = systemActor('jobs')

async function faultOf(attempt: Promise<unknown>): Promise<Fault> {
  try {
    await attempt
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown
    throw thrown
  }
  throw new Error('expected a fault')
}

describe('a month is told', () => {
  test('in the words of a trader, and read back in rupiah', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(
      record,
      {
        businessId,
        month: '2026-10',
        sales: '1,5 juta',
        salesEstimated: true,
        workers: 2,
        debt: '750rb',
        channels: ['home', 'chat'],
      },
      call(owner),
    )
    const { reports, due, corrected } = await execute(readProgress, { businessId }, call(owner))
    expect(reports).toHaveLength(1)
    expect(reports[0]).toMatchObject({
      month: '2026-10',
      revision: 1,
      sales: 1_500_000,
      salesEstimated: true,
      workers: 2,
      debt: 750_000,
      channels: ['home', 'chat'],
      certificates: null,
      source: 'owner',
    })
    expect({ due, corrected }).toEqual({ due: null, corrected: [] })
  })

  test('a debt is unreadable in the database', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-10', debt: 123_456_789 }, call(owner))
    const { rows } = await w.owner.query<{ row: string }>(
      'select p::text as row from registry.progress p where business_id = $1',
      [businessId],
    )
    expect(rows[0]?.row).not.toContain('123456789')
  })

  test('a correction keeps what was told before, and changes only what it says', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(
      record,
      { businessId, month: '2026-10', sales: 2_000_000, workers: 2, debt: 500_000 },
      call(owner),
    )
    await execute(
      record,
      { businessId, month: '2026-10', sales: 2_500_000, replaces: 1, why: 'lupa satu pesanan' },
      call(w.officer),
    )
    const { reports, corrected } = await execute(readProgress, { businessId }, call(owner))
    expect(reports[0]).toMatchObject({
      revision: 2,
      sales: 2_500_000,
      workers: 2,
      debt: 500_000,
      source: 'office',
    })
    expect(reports[0]?.why).toBe('lupa satu pesanan')
    expect(corrected[0]).toMatchObject({ revision: 1, sales: 2_000_000, source: 'owner' })
  })

  test('telling a month twice is a correction or nothing', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-10', sales: 2_000_000 }, call(owner))
    const again = await faultOf(
      execute(record, { businessId, month: '2026-10', sales: 2_100_000 }, call(owner)),
    )
    expect([again.code, again.key]).toEqual(['conflict', 'progress_month_told'])
    const stale = await faultOf(
      execute(record, { businessId, month: '2026-10', sales: 2_100_000, replaces: 7 }, call(owner)),
    )
    expect(stale.code).toBe('stale')
  })

  test('of two who correct at once one does', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-10', sales: 2_000_000 }, call(owner))
    const both = await Promise.allSettled(
      [2_100_000, 2_200_000].map((sales) =>
        execute(record, { businessId, month: '2026-10', sales, replaces: 1 }, call(owner)),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const { reports, corrected } = await execute(readProgress, { businessId }, call(owner))
    expect([reports.length, corrected.length]).toEqual([1, 1])
  })

  test.each([
    [{ month: '2026-12', sales: 1 }, 'month', 'progress_field_month_ahead'],
    [{ month: '2024-01', sales: 1 }, 'month', 'progress_field_month_old'],
    [{ month: '2026-10' }, 'sales', 'progress_field_nothing'],
    [{ month: '2026-10', sales: '1,5' }, 'sales', 'progress_field_amount'],
    [{ month: '2026-13', sales: 1 }, 'month', 'progress_field_month'],
  ])('%j is refused at its field', async (answers, path, key) => {
    const { owner, businessId } = await verifiedBusiness(w)
    const { info } = await faultOf(execute(record, { businessId, ...answers }, call(owner)))
    expect(info.fields?.map((field) => [field.path, field.key])).toContainEqual([path, key])
  })
})

describe('an unlikely figure', () => {
  test('is asked about, and taken when it is right', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-09', sales: 2_000_000 }, call(owner))
    const report = { businessId, month: '2026-10', sales: 20_000_000 }
    const { code, info } = await faultOf(execute(record, report, call(owner)))
    expect(code).toBe('conflict')
    expect(info.details?.questions).toEqual([
      { measure: 'sales', rule: 'sales_up', from: 2_000_000, to: 20_000_000, answer: 'sales:20000000' },
    ])
    await execute(record, { ...report, confirmed: ['sales:20000000'] }, call(owner))
    const { reports } = await execute(readProgress, { businessId }, call(owner))
    expect(reports[0]).toMatchObject({ sales: 20_000_000, confirmed: ['sales_up'] })
  })

  test('an officer is not told the debt before', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-09', debt: 3_141_592 }, call(owner))
    const fault = await faultOf(
      execute(record, { businessId, month: '2026-10', debt: 90_000_000 }, call(w.officer)),
    )
    expect(fault.info.details?.questions).toMatchObject([{ measure: 'debt', from: null }])
    expect(JSON.stringify(fault.info)).not.toContain('3141592')
  })
})

describe('debts on the office side', () => {
  test('are said to be there, and shown for a reason that is logged', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-10', debt: 4_000_000 }, call(owner))
    const seen = await execute(readProgress, { businessId }, call(w.officer))
    expect(seen.reports[0]).toMatchObject({ debt: null, debtTold: true })
    const { debts } = await execute(
      revealDebts,
      { businessId, reason: 'Pendampingan kredit KUR' },
      call(w.officer),
    )
    expect(debts).toEqual([{ month: '2026-10', debt: 4_000_000 }])
    const { rows } = await w.owner.query(
      `select reason, changes from kernel.audit_entry where operation = 'registry.reveal_debts' and subject_id = $1`,
      [businessId],
    )
    expect(rows).toEqual([{ reason: 'Pendampingan kredit KUR', changes: { unmasked: 'debt', months: 1 } }])
  })

  test('the sheet of the office shows none', async () => {
    const { owner, businessId } = await verifiedBusiness(w)
    await execute(record, { businessId, month: '2026-09', sales: 1_000_000, debt: 4_000_000 }, call(owner))
    const { items } = await execute(readSheet, { month: '2026-10', limit: 100 }, call(w.officer))
    const line = items.find((item) => item.businessId === businessId)
    expect(line).toMatchObject({ report: null, before: { month: '2026-09', debt: null, debtTold: true } })
    const foreign = await execute(readSheet, { month: '2026-10' }, call(w.foreigner))
    expect(foreign.items).toEqual([])
  })
})

describe('the business beside its peers', () => {
  const month = '2026-10'
  const inCell = (count: number, sector: 'craft' | 'fashion' | 'farming', told = month) =>
    Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const made = await verifiedBusiness(w, { sector, workers: 3 })
        await execute(
          record,
          { businessId: made.businessId, month: told, sales: (index + 1) * 1_000_000, workers: 3 },
          call(made.owner),
        )
        return made
      }),
    )

  test('sees quartiles where five others told, and that there are too few where they did not', async () => {
    const crafts = await inCell(6, 'craft')
    const fashions = await inCell(5, 'fashion')
    await execute(publishPeers, {}, call(clock))
    const [craft, fashion] = [crafts[0], fashions[0]]
    if (!craft || !fashion) throw new Error('no businesses')
    const shown = await execute(readPeers, { businessId: craft.businessId }, call(craft.owner))
    expect(shown).toMatchObject({
      state: 'shown',
      month,
      size: 'few',
      sector: 'craft',
      others: 5,
      own: { sales: 1_000_000 },
      sales: { low: 2_300_000, middle: 3_500_000, high: 4_800_000 },
    })
    const few = await execute(readPeers, { businessId: fashion.businessId }, call(fashion.owner))
    expect(few).toMatchObject({ state: 'too_few', sales: null, others: null })

    // Whoever joins later changes nothing that was published: no two looks can be subtracted.
    await inCell(1, 'fashion')
    await execute(
      record,
      { businessId: craft.businessId, month, sales: 900_000, replaces: 1 },
      call(craft.owner),
    )
    await execute(publishPeers, {}, call(clock, '2026-11-21T03:00:00.000Z'))
    const later = await execute(readPeers, { businessId: craft.businessId }, call(craft.owner))
    expect(later.sales).toEqual(shown.sales)
    expect((await execute(readPeers, { businessId: fashion.businessId }, call(fashion.owner))).state).toBe(
      'too_few',
    )
  })

  test('six businesses of one owner are no crowd', async () => {
    const made = await inCell(6, 'farming', '2026-11')
    const [first] = made
    if (!first) throw new Error('no business')
    await w.owner.query(
      `update registry.business set owner_id = (select owner_id from registry.business where id = $1) where id = any ($2)`,
      [first.businessId, made.map(({ businessId }) => businessId)],
    )
    const later = '2026-12-20T03:00:00.000Z'
    await execute(publishPeers, {}, call(clock, later))
    expect(
      await execute(readPeers, { businessId: first.businessId }, call(first.owner, later)),
    ).toMatchObject({
      state: 'too_few',
      month: '2026-11',
    })
  })

  test('nor does the database keep a small cell', async () => {
    await expect(
      w.owner.query(
        `insert into registry.peer_cell values ('2026-01-01', '33.72', 'food', 'few', 5, 1, 1, 1, 1, 1, 1, now())`,
      ),
    ).rejects.toThrow('peer_cell_large_enough')
  })
})

test('a business that left the register tells nothing', async () => {
  const { owner, businessId } = await verifiedBusiness(w)
  await w.owner.query(`update registry.business set state = 'inactive' where id = $1`, [businessId])
  const fault = await faultOf(execute(record, { businessId, month: '2026-10', sales: 1 }, call(owner)))
  expect(fault.key).toBe('progress_not_in_register')
})

test('reminders are a choice', async () => {
  const { owner, businessId } = await verifiedBusiness(w)
  await execute(setReminders, { businessId, reminders: false }, call(owner))
  expect((await execute(readProgress, { businessId }, call(owner))).reminders).toBe(false)
})
