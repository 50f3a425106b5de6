import { execute } from '#kernel/execute.server.ts'
import { importRegions } from '#modules/region/import.server.ts'
import { here, world } from '../../testing/world.ts'
import { readFamily, recordFamily } from '../operations.server.ts'
import { addTo } from '../record-operations.server.ts'
import type { SectionName } from '../schema.ts'

export const at = await world()
await importRegions(at.owner)
export const now = '2026-11-21T03:00:00.000Z'
export const officer = at.call(at.officer, { now })

export let families = 0
export async function family(more: object = {}) {
  families += 1
  const answers = { regionCode: here, address: 'Jl. Gajah Mada 12', headName: `Darmi ${families}`, ...more }
  const { id } = await execute(recordFamily, answers, officer)
  return id
}
export const read = (householdId: string, call = officer) => execute(readFamily, { householdId }, call)
export const add = async (householdId: string, section: SectionName, values: object, call = officer) =>
  (await execute(addTo[section], { householdId, ...values }, call)) as { recordId: string; version: number }
export const headOf = async (householdId: string) => (await read(householdId)).records.members[0]?.id ?? ''

export const emok = {
  lenderKind: 'moneylender',
  lenderName: 'Bank plecit Bu Tin',
  purpose: 'food',
  principal: 1_500_000,
  received: 1_300_000,
  instalment: 36_000,
  term: 52,
  period: 'week',
  since: '2026-03',
}
