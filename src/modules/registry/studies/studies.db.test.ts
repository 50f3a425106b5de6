import { beforeAll, describe, expect, test } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { Fault } from '#kernel/fault.ts'
import { actorOf } from '#modules/identity/provision.server.ts'
import { staff } from '../../../../tests/support/actors.ts'
import { giveRole, makeAccount, openTestIdentity } from '../../../../tests/support/identity.ts'
import { record } from '../progress/operations.server.ts'
import { verifiedBusiness } from '../testing/businesses.ts'
import { here, world } from '../testing/world.ts'
import {
  addStudy,
  closeStudy,
  endStudies,
  exportStudy,
  prepareStudy,
  readEvaluators,
  readStudies,
  readStudy,
  readStudyRows,
} from './operations.server.ts'

const w = await world()
await openTestIdentity(w)
const now = '2026-11-20T03:00:00.000Z'
const call = (actor: Actor, at = now) => w.call(actor, { now: at })
const administrator = staff('administrator', '33.72')
const clock = systemActor('jobs')

async function evaluator(name: string, region: string): Promise<Actor> {
  const { id } = await makeAccount(w, { name, email: `${name.toLowerCase().replace(' ', '.')}@contoh.id` })
  await giveRole(w, { accountId: id, role: 'evaluator', region })
  return actorOf(w.app, id)
}
const dewi = await evaluator('Dewi Peneliti', '33.72')
const budi = await evaluator('Budi Peneliti', '33.72')
const foreigner = await evaluator('Orang Lain', '35.78')

const asked = {
  title: 'Dampak pasar Minggu',
  purpose: 'Menilai penjualan pedagang sebelum dan sesudah pasar dibuka',
  regionCode: '33.72',
  firstMonth: '2026-09',
  lastMonth: '2026-10',
  variables: ['sales', 'debt'] as const,
  endsOn: '2026-12-31',
}
const open = (more: object = {}) =>
  execute(
    addStudy,
    { ...asked, variables: [...asked.variables], readers: [dewi.accountId ?? ''], ...more },
    call(administrator),
  )
const made = async (more: object = {}) => {
  const { id } = await open(more)
  await execute(prepareStudy, { studyId: id }, call(clock))
  return id
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
    return 'done'
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.code
    throw thrown
  }
}

const names: string[] = []
beforeAll(async () => {
  // Six alike, and one craftsman whom everybody would know.
  for (let index = 0; index < 7; index += 1) {
    const sector = index === 6 ? 'craft' : 'food'
    const { owner, businessId } = await verifiedBusiness(w, {
      name: `Dapur Rahasia ${index}`,
      sector,
      startedYear: 2016,
    })
    names.push(businessId)
    for (const month of ['2026-09', '2026-10'])
      await execute(
        record,
        { businessId, month, sales: 1_234_567 + index, workers: 3, debt: 3_333_333 },
        call(owner),
      )
  }
})

describe('a study', () => {
  test('gives named evaluators rows that name nobody', async () => {
    const studyId = await made()
    const study = await execute(readStudy, { studyId }, call(dewi))
    expect(study).toMatchObject({
      state: 'ready',
      businesses: 6,
      rows: 12,
      suppressedBusinesses: 1,
      suppressedRows: 2,
      readers: ['Dewi Peneliti'],
      mayEnd: false,
    })
    const { items } = await execute(readStudyRows, { studyId, limit: 100 }, call(dewi))
    expect(items).toHaveLength(12)
    expect(items[0]).toMatchObject({
      regency: '33.72',
      sector: 'food',
      size: 'few',
      started: '2015-2019',
      measures: { sales: 1_200_000, debt: '1jt-10jt' },
    })
    const text = JSON.stringify(items)
    for (const secret of [...names, 'Rahasia', '1234567', '3333333', '2016'])
      expect(text).not.toContain(secret)
  })

  test('names the same business otherwise than another study does', async () => {
    const [one, other] = [await made(), await made()]
    const pseudonyms = async (studyId: string) =>
      (await execute(readStudyRows, { studyId, limit: 100 }, call(dewi))).items.map((row) => row.pseudonym)
    const [first, second] = [await pseudonyms(one), await pseudonyms(other)]
    expect(new Set(first).size).toBe(6)
    expect(first.filter((pseudonym) => second.includes(pseudonym))).toEqual([])
  })

  test('is made once: what is told later changes nothing', async () => {
    const studyId = await made()
    const before = await execute(readStudyRows, { studyId, limit: 100 }, call(dewi))
    const late = await verifiedBusiness(w, { startedYear: 2016 })
    await execute(record, { businessId: late.businessId, month: '2026-10', sales: 1 }, call(late.owner))
    expect(await codeOf(execute(prepareStudy, { studyId }, call(clock)))).toBe('conflict')
    expect(await execute(readStudyRows, { studyId, limit: 100 }, call(dewi))).toEqual(before)
  })

  test('keeps every download in the audit log', async () => {
    const studyId = await made()
    await execute(exportStudy, { studyId }, call(dewi))
    const { rows } = await w.owner.query(
      `select actor_id, changes from kernel.audit_entry where operation = 'registry.export_study' and subject_id = $1`,
      [studyId],
    )
    expect(rows).toEqual([{ actor_id: dewi.accountId, changes: { rows: expect.any(Number) } }])
  })
})

describe('who reads a study', () => {
  test('those it names, and who opens studies there; nobody else learns of it', async () => {
    const studyId = await made()
    const readers = { dewi, administrator }
    for (const actor of Object.values(readers))
      expect(await codeOf(execute(readStudyRows, { studyId }, call(actor)))).toBe('done')
    for (const actor of [budi, foreigner, w.officer, w.foreigner]) {
      expect(await codeOf(execute(readStudy, { studyId }, call(actor)))).toBe('not_found')
      expect(await codeOf(execute(exportStudy, { studyId }, call(actor)))).toBe('not_found')
    }
    const { items } = await execute(readStudies, {}, call(foreigner))
    expect(items).toEqual([])
    expect((await execute(readStudies, { limit: 100 }, call(dewi))).items.map(({ id }) => id)).toContain(
      studyId,
    )
  })

  test('whoever lost the role lost the study', async () => {
    const studyId = await made()
    expect(await codeOf(execute(readStudy, { studyId }, call({ ...dewi, grants: [] })))).toBe('not_found')
  })

  test('nobody after its last day, nor after it was ended; then no key leads back', async () => {
    const studyId = await made()
    expect(await codeOf(execute(readStudyRows, { studyId }, call(dewi, '2027-01-01T03:00:00.000Z')))).toBe(
      'conflict',
    )
    expect(await codeOf(execute(closeStudy, { studyId }, call(dewi)))).toBe('forbidden')
    await execute(closeStudy, { studyId }, call(administrator))
    expect(await codeOf(execute(readStudyRows, { studyId }, call(dewi)))).toBe('conflict')
    const { rows } = await w.owner.query('select key_sealed from registry.study where id = $1', [studyId])
    expect(rows).toEqual([{ key_sealed: null }])
  })

  test('studies end by themselves', async () => {
    const studyId = await made({ endsOn: '2026-11-25' })
    await execute(endStudies, {}, call(clock, '2026-11-25T18:10:00.000Z'))
    expect((await execute(readStudy, { studyId }, call(dewi))).state).toBe('ended')
  })

  test('names may be chosen from the evaluators of the place only', async () => {
    const { items } = await execute(readEvaluators, { regionCode: '33.72' }, call(administrator))
    expect(items.map(({ name }) => name)).toEqual(['Budi Peneliti', 'Dewi Peneliti'])
    expect(await codeOf(open({ readers: [foreigner.accountId] }))).toBe('invalid_input')
  })
})

test.each([
  ['an order that cannot be', { firstMonth: '2026-10', lastMonth: '2026-09' }],
  ['a month that is not over', { lastMonth: '2026-11' }],
  ['more than three years', { firstMonth: '2020-01' }],
  ['reading for ever', { endsOn: '2030-01-01' }],
])('%s is refused', async (_, more) => {
  expect(await codeOf(open(more))).toBe('invalid_input')
})

test('an officer opens none', async () => {
  const study = {
    ...asked,
    variables: [...asked.variables],
    regionCode: here,
    readers: [dewi.accountId ?? ''],
  }
  expect(await codeOf(execute(addStudy, study, call(w.officer)))).toBe('forbidden')
})
