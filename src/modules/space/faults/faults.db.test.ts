import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { photograph } from '../../../../tests/support/photograph.ts'
import { here, space, sri } from '../places/testing/places.ts'
import { later, refused } from '../testing/world.ts'
import {
  addFaultPhoto,
  addMendedPhoto,
  handleFault,
  joinFault,
  listFaultCases,
  listOpenFaults,
  readFault,
  reportFault,
  reportToken,
} from './operations.server.ts'
import { hourlyLimit } from './rules.ts'

const toilet = { thing: 'toilet', nature: 'broken' } as const
const tell = (spaceId: string, more: object = {}, actor = anonymous) =>
  here.run(reportFault, actor, { spaceId, ...toilet, visitor: randomUUID(), ...more })
const handle = (faultId: string, act: string, more: object = {}, after = 0) =>
  here.run(handleFault, here.officer, { faultId, act, ...more }, { now: later(after) })

describe('what is broken', () => {
  test('is reported without an account; who says it again counts with the first', async () => {
    const own = await space()
    const first = await tell(own.id, { note: 'Keran tidak mengalir' })
    const second = await tell(own.id)
    expect([first.joined, second.joined, second.fault.id]).toEqual([false, true, first.fault.id])
    await here.run(joinFault, sri, { faultId: first.fault.id })
    const { items } = await here.run(listOpenFaults, anonymous, { spaceId: own.id })
    expect(items).toMatchObject([{ thing: 'toilet', asked: 3, state: 'open', overdue: false }])
    expect(JSON.stringify(items)).not.toContain('Keran')
    const told = await here.run(readFault, here.officer, { faultId: first.fault.id })
    expect(told.reports.map(({ note }) => note)).toContain('Keran tidak mengalir')
  })

  test('one person counts once; staff write down each who tells them', async () => {
    const own = await space()
    const visitor = randomUUID()
    const { fault } = await tell(own.id, { visitor })
    expect((await tell(own.id, { visitor })).reportId).toBeNull()
    await here.run(joinFault, sri, { faultId: fault.id })
    expect((await here.run(joinFault, sri, { faultId: fault.id })).reportId).toBeNull()
    await tell(own.id, {}, here.officer)
    expect((await tell(own.id, {}, here.officer)).fault.asked).toBe(4)
  })

  test('of many who report the same at once there is one fault, and each counts', async () => {
    const own = await space()
    const told = await Promise.all(Array.from({ length: 12 }, () => tell(own.id)))
    expect(new Set(told.map(({ fault }) => fault.id)).size).toBe(1)
    expect((await here.run(listOpenFaults, anonymous, { spaceId: own.id })).items).toMatchObject([
      { asked: 12 },
    ])
  })

  test('a flood is stopped, for one browser and for one space', async () => {
    const own = await space()
    const visitor = randomUUID()
    const things = ['water', 'power', 'light', 'roof', 'door', 'wifi'] as const
    for (const thing of things.slice(0, hourlyLimit.visitor)) await tell(own.id, { thing, visitor })
    expect((await refused(tell(own.id, { thing: 'safety', visitor }))).code).toBe('rate_limited')
    for (let count = hourlyLimit.visitor; count < hourlyLimit.space; count++) await tell(own.id)
    expect((await refused(tell(own.id))).key).toBe('keeper_fault_too_many')
    await tell(own.id, {}, here.officer)
  })

  test('a photo comes only with the report it belongs to, and only staff see it', async () => {
    const own = await space()
    const { fault, reportId } = await tell(own.id)
    const input = { faultId: fault.id, reportId, picture: await photograph() }
    expect((await refused(here.run(addFaultPhoto, anonymous, { ...input, token: 'wrong' }))).code).toMatch(
      /not_found|unauthenticated/,
    )
    await here.run(addFaultPhoto, anonymous, { ...input, token: reportToken(reportId ?? '') })
    const { reports } = await here.run(readFault, here.officer, { faultId: fault.id })
    const { rows } = await here.owner.query('select public from kernel.file where id = $1', [
      reports[0]?.fileId,
    ])
    expect(rows).toEqual([{ public: false }])
  })
})

describe('staff', () => {
  test('assign it by a promised date; a broken promise shows; done needs a word', async () => {
    const own = await space()
    const { fault } = await tell(own.id)
    expect(
      (await refused(handle(fault.id, 'assign', { promisedOn: '2026-11-25' }))).info.fields?.[0]?.path,
    ).toBe('assignedTo')
    expect(
      (await refused(handle(fault.id, 'assign', { assignedTo: 'Pak Darmo', promisedOn: '2026-11-01' }))).code,
    ).toBe('invalid_input')
    await handle(fault.id, 'assign', { assignedTo: 'Pak Darmo', promisedOn: '2026-11-25' })
    const running = await here.run(
      listFaultCases,
      here.officer,
      { spaceId: own.id },
      { now: '2026-11-27T03:00:00.000Z' },
    )
    expect(running.items).toMatchObject([{ assignedTo: 'Pak Darmo', overdue: true, days: 7 }])
    expect((await refused(handle(fault.id, 'done'))).code).toBe('invalid_input')
    await handle(fault.id, 'done', { note: 'Keran diganti' })
    await here.run(addMendedPhoto, here.officer, { faultId: fault.id, picture: await photograph() })
    expect((await here.run(listOpenFaults, anonymous, { spaceId: own.id })).items).toEqual([])
    expect((await refused(handle(fault.id, 'decline', { note: 'Tidak perlu' }))).key).toBe(
      'space_wrong_state',
    )
    expect((await refused(here.run(joinFault, sri, { faultId: fault.id }))).key).toBe('space_wrong_state')
  })

  test('of another region neither handle nor list it', async () => {
    const own = await space()
    const { fault } = await tell(own.id)
    expect(
      (
        await refused(
          here.run(handleFault, here.foreigner, { faultId: fault.id, act: 'done', note: 'Beres' }),
        )
      ).code,
    ).toBe('not_found')
    expect((await here.run(listFaultCases, here.foreigner, {})).items).toEqual([])
    expect((await refused(handle(fault.id, 'done', { note: 'Beres', version: 9 }))).code).toBe('stale')
  })

  test('what is broken again opens again, unless it already runs', async () => {
    const own = await space()
    const { fault } = await tell(own.id)
    await handle(fault.id, 'done', { note: 'Keran diganti' })
    const again = await tell(own.id)
    expect(again.fault.id).not.toBe(fault.id)
    expect((await refused(handle(fault.id, 'reopen'))).key).toBe('keeper_fault_runs')
    await handle(again.fault.id, 'decline', { note: 'Sudah diperbaiki' })
    expect(await handle(fault.id, 'reopen')).toMatchObject({ state: 'open', closedAt: null, note: '' })
  })
})
