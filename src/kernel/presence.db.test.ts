import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { staff } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { enterCase, leaveCase, stayOnCase } from './presence.server.ts'

const database = await testDatabase()
const regionCode = '33.72.05.1010'
const kind = 'space.booking'
const viewer = (name: string, region = '33.72') => ({
  pool: database.app,
  actor: staff('officer', region, { name }),
})
const names = async (seen: Promise<{ name: string }[] | undefined>) => (await seen)?.map((one) => one.name)

it('two who open the same case see each other, until one leaves', async () => {
  const item = { kind, id: randomUUID(), regionCode }
  const [sari, budi] = [viewer('Sari'), viewer('Budi')]
  expect(await names(enterCase(sari, item))).toEqual([])
  expect(await names(enterCase(budi, item))).toEqual(['Sari'])
  expect(await names(stayOnCase(sari, kind, item.id))).toEqual(['Budi'])
  await leaveCase(sari, kind, item.id)
  expect(await names(stayOnCase(budi, kind, item.id))).toEqual([])
})

it('a page without script counts as open for two minutes', async () => {
  const item = { kind, id: randomUUID(), regionCode }
  const [sari, budi] = [viewer('Sari'), viewer('Budi')]
  await enterCase(sari, item)
  await database.owner.query(
    `update kernel.case_presence set seen_at = now() - interval '3 minutes' where case_id = $1`,
    [item.id],
  )
  expect(await names(enterCase(budi, item))).toEqual([])
})

it('nobody stays on a case they never opened, nor sees who looks at one of another region', async () => {
  const item = { kind, id: randomUUID(), regionCode }
  await enterCase(viewer('Sari'), item)
  expect(await stayOnCase(viewer('Orang Lain', '64.02'), kind, item.id)).toBeUndefined()
  await expect(enterCase(viewer('Orang Lain', '64.02'), item)).rejects.toMatchObject({ code: '42501' })
})
