import { Records } from '../schema.ts'

export const meta = (id: number, more: object = {}) => ({
  id: `0190de00-0000-7000-8000-${String(id).padStart(12, '0')}`,
  version: 1,
  recordedAt: '2026-11-01T03:00:00Z',
  recordedByName: 'Rina',
  ...more,
})
export const head = meta(1).id
const empty = {
  members: [],
  moves: [],
  housing: [],
  work: [],
  money: [],
  assets: [],
  debts: [],
  aid: [],
  rungs: [],
}
export const records = (more: object): Records => Records.parse({ ...empty, ...more })
export const line = { scope: '', validFrom: '2025-09-01', amount: 641_443, source: 'BPS' }
