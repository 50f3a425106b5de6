import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Entry, newEntry } from './entry.ts'
import { type Office, Offline } from './office.ts'
import { finish, refresh, rewrite, settle, yieldTo } from './queue.ts'
import { drain } from './sync.ts'

import {
  act,
  atThePhone,
  expectWhole,
  type Finished,
  type Luck,
  luck,
  now,
  officeModel,
  phoneModel,
  photoOf,
  ready,
} from './testing/model.ts'

describe('never lost, never doubled', () => {
  test('whatever the network does, and whenever the page dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 40 }), async (acts) => {
        const office = officeModel()
        const lucks: Luck[] = []
        const phone = phoneModel(office, lucks)
        const finished: Finished = new Map()
        for (const one of acts) {
          if (one.do === 'sync') {
            lucks.splice(0, lucks.length, ...one.lucks)
            await phone.live()
          } else atThePhone(phone, finished, one)
        }
        lucks.length = 0
        await phone.live()
        for (const id of office.filed.keys()) expect(finished.has(id)).toBe(true)
        for (const [id, done] of finished) {
          const entry = phone.read(id)
          // Written on since: it is still on the phone, which is all that can be asked.
          if (entry?.state === 'draft') expect(entry.typed.name).toBeDefined()
          else expectWhole(entry, office.filed.get(id), done)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('what the office changed is not overwritten unseen: it is taken over, or asked about', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('name', 'address'),
        fc.constantFrom('name', 'address'),
        fc.array(luck, { maxLength: 8 }),
        async (theirs, mine, unlucky) => {
          const office = officeModel()
          const lucks: Luck[] = []
          const phone = phoneModel(office, lucks)
          const first = newEntry('one', 'business', now, { name: 'a', address: 'b' })
          phone.kept.set('one', JSON.stringify(finish(first, ready(first), now)))
          await phone.live()
          office.change('one', theirs, 'from the office')
          const entry = phone.read('one')
          if (!entry) throw new Error('lost')
          const written = rewrite(entry, { typed: { ...entry.typed, [mine]: 'from the street' } }, now)
          phone.kept.set('one', JSON.stringify(finish(written, ready(written), now)))
          lucks.push(...unlucky)
          for (let life = 0; life <= unlucky.length; life++) await phone.live()
          const after = phone.read('one')
          if (theirs === mine) {
            expect(after?.trouble).toMatchObject({ kind: 'conflict', clashes: [mine] })
            expect(office.filed.get('one')?.typed[mine]).toBe('from the office')
            return
          }
          expect(after?.state).toBe('sent')
          expect(office.filed.get('one')?.typed).toMatchObject({
            [mine]: 'from the street',
            [theirs]: 'from the office',
          })
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('one entry after an answer', () => {
  const sent = () => {
    const entry = newEntry('one', 'business', now, { name: 'a', nik: '3372055507850001' })
    return finish(entry, ready(entry), now)
  }
  const step = (entry: Entry) => {
    if (!entry.outgoing) throw new Error('nothing to send')
    return { do: 'entry', outgoing: entry.outgoing } as const
  }

  test('refused, it comes back with what is wrong, and goes out again when mended', () => {
    const entry = sent()
    const back = settle(entry, step(entry), { kind: 'refused', errors: { nik: 'NIK 16 angka' } })
    expect(back).toMatchObject({
      state: 'attention',
      trouble: { kind: 'fields', errors: { nik: 'NIK 16 angka' } },
    })
    const again = finish(
      rewrite(back, { typed: { name: 'a' } }, now),
      ready({ ...back, typed: { name: 'a' } }),
      now,
    )
    expect(again).toMatchObject({ state: 'waiting', revision: 2, trouble: null })
  })

  test('accepted, its long numbers leave the phone', () => {
    const entry = sent()
    const receipt = {
      ...officeModel().receiptOf('one', { revision: 1, version: 1, typed: {}, photos: new Map() }),
    }
    const done = settle(entry, step(entry), { kind: 'accepted', receipt })
    expect(JSON.stringify(done)).not.toContain('3372055507850001')
    expect(done.state).toBe('sent')
    expect(refresh(done, { ...receipt, state: 'returned', reason: 'Alamat?', version: 2 })).toMatchObject({
      state: 'attention',
      trouble: { kind: 'returned', reason: 'Alamat?' },
    })
  })

  test('a photo that breaks every time is given to its officer, and nothing goes round for ever', async () => {
    const entry = rewrite(newEntry('one', 'business', now), { photos: [photoOf('bad', 5)] }, now)
    const phone = phoneModel(officeModel(), [])
    phone.kept.set('one', JSON.stringify(finish(entry, ready(entry), now)))
    const office = officeModel()
    const breaking: Office = {
      kit: () => Promise.reject(new Offline()),
      perform: async (one, { do: what, ...rest }) =>
        what === 'entry' && 'outgoing' in rest
          ? office.take(one, rest.outgoing)
          : { kind: 'progress', progress: { id: 'bad', received: [], stored: false } },
    }
    expect(await drain(phone.shelf, breaking)).toBe('done')
    expect(phone.read('one')).toMatchObject({
      state: 'attention',
      trouble: { kind: 'photo', photoId: 'bad' },
    })
  })

  test('given up, what the office has stands, without photos it never heard of', () => {
    const entry = sent()
    const receipt = officeModel().receiptOf('one', { revision: 1, version: 1, typed: {}, photos: new Map() })
    const done = settle(entry, step(entry), { kind: 'accepted', receipt })
    const more = rewrite(done, { typed: { name: 'b' }, photos: [photoOf('new', 5)] }, now)
    expect(yieldTo(more, now)).toMatchObject({ state: 'sent', typed: { name: 'a' }, photos: [] })
  })
})
