import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { visitOutcomes } from '../visits/rules.ts'
import type { KitVisit } from '../visits/schema.ts'
import { Offline } from './office.ts'
import { adoptVisits, type DeviceVisit, settleVisit, stateOf, type Told, tell } from './visit.ts'
import { drainVisits, type VisitShelf } from './visit-sync.ts'

const plan = (id: string, more: Partial<KitVisit> = {}): KitVisit => ({
  id,
  kind: 'business',
  name: id,
  reference: 'BRD-0000-00',
  regionCode: '33.72.05.1010',
  village: 'Mangkubumen',
  address: 'Jl. Melati 1',
  rt: null,
  rw: null,
  ownerName: 'Sri',
  phone: null,
  day: '2026-11-20',
  note: null,
  state: 'planned',
  toldBy: null,
  toldNote: null,
  revision: 0,
  businessState: 'verified',
  businessVersion: 1,
  answers: {},
  ...more,
})
const said = { note: '', at: '2026-11-20T03:00:00Z', clockOffset: 0 }
const fresh = (id: string): DeviceVisit => ({ id, plan: plan(id), told: null, refusal: null })

/** What the office promises: a revision is taken once, an older one changes nothing. */
function officeModel() {
  const filed = new Map<string, { told: Told; times: number }>()
  return {
    filed,
    take(id: string, told: Told) {
      const known = filed.get(id)
      if (!known || told.revision > known.told.revision)
        filed.set(id, { told, times: (known?.times ?? 0) + 1 })
      const now = filed.get(id)?.told ?? told
      return { kind: 'taken', state: now.outcome, revision: now.revision } as const
    },
  }
}

describe('what an officer tells without signal', () => {
  test('is at the office once, as told last, whatever the network does', async () => {
    const luck = fc.constantFrom('good', 'request lost', 'answer lost', 'stumble')
    const act = fc.oneof(
      fc.record({
        do: fc.constant('tell' as const),
        visit: fc.nat(2),
        outcome: fc.constantFrom(...visitOutcomes),
      }),
      fc.record({ do: fc.constant('sync' as const), lucks: fc.array(luck, { maxLength: 4 }) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
        const office = officeModel()
        let kept = ['0', '1', '2'].map(fresh)
        const wanted = new Map<string, string>()
        const lucks: string[] = []
        const shelf: VisitShelf = {
          list: async () => kept,
          async change(id, how) {
            kept = kept.map((visit) => (visit.id === id ? how(visit) : visit))
          },
        }
        const line = {
          async tell(visit: DeviceVisit, told: Told) {
            const fate = lucks.shift() ?? 'good'
            if (fate === 'request lost') throw new Offline()
            if (fate === 'stumble') return { kind: 'lost' } as const
            const answer = office.take(visit.id, told)
            if (fate === 'answer lost') throw new Offline()
            return answer
          },
        }
        for (const one of acts) {
          if (one.do === 'tell') {
            wanted.set(String(one.visit), one.outcome)
            await shelf.change(String(one.visit), (visit) => tell(visit, { ...said, outcome: one.outcome }))
          } else {
            lucks.splice(0, lucks.length, ...one.lucks)
            await drainVisits(shelf, line)
          }
        }
        lucks.length = 0
        expect(await drainVisits(shelf, line)).toBe('done')
        for (const visit of kept) {
          expect(visit.told).toBeNull()
          expect(office.filed.get(visit.id)?.told.outcome).toBe(wanted.get(visit.id))
          expect(stateOf(visit)).toBe(wanted.get(visit.id) ?? 'planned')
        }
      }),
      { numRuns: 300 },
    )
  })

  test('is kept when the office names the visit no more, until it is sent', () => {
    const waiting = tell(fresh('one'), { ...said, outcome: 'visited' })
    expect(adoptVisits([waiting, fresh('two')], [])).toEqual([waiting])
    const moved = adoptVisits([waiting], [plan('one', { day: '2026-11-23' })])
    expect(moved).toMatchObject([{ plan: { day: '2026-11-23' }, told: { outcome: 'visited' } }])
  })

  test('and was told anew while it was under way goes out again', () => {
    const first = tell(fresh('one'), { ...said, outcome: 'visited' })
    const second = tell(first, { ...said, outcome: 'moved' })
    if (!first.told) throw new Error('nothing told')
    const after = settleVisit(second, first.told, { kind: 'taken', state: 'visited', revision: 1 })
    expect(after).toMatchObject({ told: { outcome: 'moved', revision: 2 }, plan: { state: 'visited' } })
    expect(settleVisit(first, first.told, { kind: 'refused', reason: 'Sudah' })).toMatchObject({
      told: null,
      refusal: 'Sudah',
    })
  })
})
