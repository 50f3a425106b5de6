import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { answerConsent } from '#modules/identity/consents/operations.server.ts'
import { staff } from '../../../../tests/support/actors.ts'
import {
  provisionAtDesk,
  provisionDecision,
  provisionRegistration,
  sampleRegistration,
} from '../provision.server.ts'
import { here, world } from '../testing/world.ts'
import { directoryJobs } from './jobs.server.ts'
import {
  countFound,
  deactivateBusinesses,
  findBusinesses,
  forgetView,
  readListed,
  readViews,
  saveView,
  searchListed,
} from './operations.server.ts'

const at = await world()
const officer = at.call(at.officer)

/** A verified business of somebody new, or of `owner`. */
async function business(more: object = {}, owner?: Actor) {
  const actor = owner ?? (await at.resident())
  const sent = await provisionRegistration({ pool: at.app, actor }, sampleRegistration(more))
  await provisionDecision({ pool: at.app, actor: at.officer }, sent.id, { decision: 'approve' })
  return sent
}

const names = async (filter: object, call = officer) =>
  (await execute(findBusinesses, filter, call)).items.map((item) => item.name)
const fold = () =>
  directoryJobs.tasks['registry.fold_directory']?.(
    {},
    {
      id: '1',
      attempt: 1,
      last: false,
      signal: AbortSignal.timeout(10_000),
      pool: at.app,
    },
  )

beforeAll(async () => {
  await business({
    name: 'Warung Bakso Barokah',
    description: 'Bakso urat dan mi ayam',
    ownerName: 'Suharto Wibowo',
  })
  await business({ name: 'Batik Gunarso', sector: 'craft', description: 'Batik tulis', nib: '1234567890123' })
  await business({ name: 'Sate Kere Yu Rebi', kind: 'street_trader', regionCode: '33.72.05.1012' })
  await business({ name: 'Karawitan Laras', kind: 'art_group', artForm: 'gamelan' })
  await provisionAtDesk({ pool: at.app, actor: at.officer }, sampleRegistration({ name: 'Jenang Menunggu' }))
})

describe('search', () => {
  test.each([
    ['barokah', 'a word of the name'],
    ['baro', 'its beginning'],
    ['barakah', 'another vowel'],
    ['brokah', 'a letter forgotten'],
    ['bkaso barokah', 'two letters in the wrong order'],
    ['soeharto', 'the owner in old spelling'],
    ['wibowo bakso', 'owner and goods, in any order'],
    ['BAKSO URAT!', 'capitals and marks'],
  ])('%s: %s', async (search) => {
    expect(await names({ search })).toContain('Warung Bakso Barokah')
  })

  test('finds by NIB and by reference, written as people write it', async () => {
    expect(await names({ search: '1234567890123' })).toEqual(['Batik Gunarso'])
    const [row] = (await execute(findBusinesses, { search: 'gunarso' }, officer)).items
    expect(await names({ search: row?.reference.toLowerCase().replaceAll('-', ' ') })).toEqual([
      'Batik Gunarso',
    ])
  })

  test('says when it guessed, and finds nothing where nothing is like it', async () => {
    expect((await execute(findBusinesses, { search: 'barokah' }, officer)).guessed).toBe(false)
    expect((await execute(findBusinesses, { search: 'barukah' }, officer)).guessed).toBe(true)
    expect(await names({ search: 'xylofon qqq' })).toEqual([])
  })

  test('a corrected name is found at once, its old name no longer', async () => {
    const { subjectId } = await business({ name: 'Salahketik Abadi' })
    await at.owner.query(`update registry.business set name = 'Betulketik Abadi' where id = $1`, [subjectId])
    expect(await names({ search: 'betulketik' })).toEqual(['Betulketik Abadi'])
    expect(await names({ search: 'salahketik abadi' })).not.toContain('Salahketik Abadi')
    const { rows } = await at.owner.query(
      `select word from registry.directory_word where word in ('salahketik', 'betulketik', 'abadi')`,
    )
    expect(rows.map(({ word }) => word).sort()).toEqual(['abadi', 'betulketik'])
  })
})

describe('questions', () => {
  test('narrow each other; values of one add up', async () => {
    expect(await names({ kind: ['street_trader'] })).toEqual(['Sate Kere Yu Rebi'])
    expect((await names({ sector: ['craft', 'none'] })).sort()).toEqual(['Batik Gunarso', 'Karawitan Laras'])
    expect(await names({ sector: ['craft'], kind: ['street_trader'] })).toEqual([])
    expect(await names({ region: '33.72.05.1012' })).toEqual(['Sate Kere Yu Rebi'])
    expect(await names({ paper: ['nib'] })).toEqual(['Batik Gunarso'])
    expect(await names({ state: ['submitted'] })).toEqual(['Jenang Menunggu'])
  })

  test('pages neither skip nor repeat, in either order', async () => {
    for (const sort of ['newest', 'name'] as const) {
      const all = await names({ sort, limit: 100 })
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await execute(findBusinesses, { sort, limit: 2, after }, officer)
        seen.push(...page.items.map((item) => item.name))
        after = page.next ?? undefined
      } while (after)
      expect(seen).toEqual(all)
    }
    expect(await names({ sort: 'name', limit: 2 })).toEqual(['Batik Gunarso', 'Betulketik Abadi'])
  })
})

describe('counts', () => {
  const counted = (filter: object, call = officer) => execute(countFound, filter, call)

  test('are the same before and after folding, and follow every question but their own', async () => {
    const before = await counted({ sector: ['craft'] })
    await fold()
    const after = await counted({ sector: ['craft'] })
    expect(after).toEqual(before)
    expect(after.total).toBe(1)
    expect(after.sector).toContainEqual({ value: 'none', count: 1 })
    expect(after.region).toEqual([{ value: '33.72.05.1010', count: 1, name: expect.any(String) }])
  })

  test('with words, papers or a village they are counted from the rows', async () => {
    expect((await counted({ search: 'barokah' })).total).toBe(1)
    expect((await counted({ paper: ['nib'] })).kind).toEqual([{ value: 'business', count: 1 }])
    expect((await counted({ region: '33.72.05.1012' })).total).toBe(1)
    expect((await counted({ search: 'barukah' })).total).toBe(1)
  })

  test('move with a decision', async () => {
    const sent = await provisionRegistration(
      { pool: at.app, actor: await at.resident() },
      sampleRegistration({ regionCode: '33.72.05.1014' }),
    )
    const states = async () => (await counted({ region: '33.72.05.1014' })).state
    expect(await states()).toEqual([{ value: 'submitted', count: 1 }])
    await provisionDecision({ pool: at.app, actor: at.officer }, sent.id, { decision: 'approve' })
    expect(await states()).toEqual([{ value: 'verified', count: 1 }])
    await fold()
    expect(await states()).toEqual([{ value: 'verified', count: 1 }])
  })

  test('made anew from the whole are what folding made of single changes', async () => {
    const officers = await execute(findBusinesses, { sector: ['craft'] }, officer)
    await at.owner.query(
      `update registry.business set latitude = -7.55, longitude = 110.82, sector = 'food' where id = $1`,
      [officers.items[0]?.id],
    )
    await fold()
    const counters = async () => {
      const tables = ['directory_count', 'directory_trait', 'directory_cell'] as const
      return Promise.all(
        tables.map(async (table) => {
          const query = `select to_jsonb(t) as row from registry.${table} t where n <> 0 order by t::text`
          return (await at.owner.query<{ row: object }>(query)).rows.map(({ row }) => row)
        }),
      )
    }
    const folded = await counters()
    expect(folded.map((rows) => rows.length > 0)).toEqual([true, true, true])
    await at.owner.query('select registry.recount_directory()')
    expect(await counters()).toEqual(folded)
  })
})

describe('views', () => {
  test('are one’s own, until shared with the office', async () => {
    const mine = await execute(saveView, { name: 'Kerajinan', sector: ['craft'] }, officer)
    const shared = await execute(saveView, { name: 'PKL', kind: ['street_trader'], shared: true }, officer)
    const seen = async (actor: Actor) =>
      (await execute(readViews, {}, at.call(actor))).items.map(({ name }) => name)
    expect(await seen(at.officer)).toEqual(['Kerajinan', 'PKL'])
    expect(await seen(staff('head', '33.72.05'))).toEqual(['PKL'])
    expect(await seen(at.head)).toEqual([])
    expect(await seen(at.foreigner)).toEqual([])
    await expect(execute(saveView, { name: 'kerajinan' }, officer)).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(
      execute(forgetView, { viewId: shared.id }, at.call(staff('head', '33.72.05'))),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(execute(forgetView, { viewId: mine.id }, at.call(at.foreigner))).rejects.toMatchObject({
      code: 'not_found',
    })
    await execute(forgetView, { viewId: mine.id }, officer)
    await execute(forgetView, { viewId: shared.id }, officer)
    expect(await seen(at.officer)).toEqual([])
  })
})

describe('many at once', () => {
  test('each is closed or refused by itself', async () => {
    const one = await business({ name: 'Tutup Satu' })
    const own = await business({ name: 'Tutup Dua' })
    const request = { businessIds: [one.subjectId, own.subjectId, one.id], reason: 'Pindah ke kota lain.' }
    const strange = await execute(deactivateBusinesses, request, at.call(at.foreigner))
    expect(strange.results.map((result) => !result.ok && [result.code, result.name])).toEqual(
      Array(3).fill(['not_found', null]),
    )
    const { results } = await execute(deactivateBusinesses, request, officer)
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false])
    expect(await names({ search: 'tutup', state: ['inactive'] })).toHaveLength(2)
    const again = await execute(deactivateBusinesses, request, officer)
    expect(again.results.map((result) => !result.ok && result.code)).toEqual([
      'conflict',
      'conflict',
      'not_found',
    ])
  })
})

describe('the public directory', () => {
  const visitor = () =>
    at.call(at.officer, { actor: { ...at.officer, kind: 'anonymous', accountId: null, grants: [] } })
  const listed = async (search: string) =>
    (await execute(searchListed, { search }, visitor())).items.map((item) => item.name)

  test('shows who agreed, what the consent names and nothing else, and forgets at once', async () => {
    const owner = await at.resident('Rahasia Pemilik')
    const answer = (purpose: string, given: boolean) =>
      execute(answerConsent, { purpose, given }, at.call(owner))
    const { reference } = await business({ name: 'Gethuk Telapati', ownerName: 'Rahasia Pemilik' }, owner)
    expect(await listed('telapati')).toEqual([])
    await answer('directory', true)
    expect(await listed('telapti')).toEqual(['Gethuk Telapati'])
    expect(await listed('rahasia')).toEqual([])
    const page = await execute(readListed, { reference }, visitor())
    expect(Object.keys(page).sort()).toEqual([
      'description',
      'kind',
      'name',
      'place',
      'reference',
      'regionCode',
      'sector',
      'startedYear',
      'whatsapp',
    ])
    expect(page.whatsapp).toBeNull()
    await answer('directory_contact', true)
    expect((await execute(readListed, { reference }, visitor())).whatsapp).toBe(
      `https://wa.me/${owner.phone.slice(1)}`,
    )
    const dropped: string[] = []
    await execute(
      answerConsent,
      { purpose: 'directory', given: false },
      at.call(owner, { onChanged: (tags) => dropped.push(...tags) }),
    )
    expect(dropped).toContain('consent:directory')
    expect(await listed('telapati')).toEqual([])
    await expect(execute(readListed, { reference }, visitor())).rejects.toMatchObject({ code: 'not_found' })
  })

  test('an inactive business leaves it', async () => {
    const owner = await at.resident()
    await execute(answerConsent, { purpose: 'directory', given: true }, at.call(owner))
    const { subjectId } = await business({ name: 'Serabi Pamitan' }, owner)
    expect(await listed('pamitan')).toEqual(['Serabi Pamitan'])
    await execute(deactivateBusinesses, { businessIds: [subjectId], reason: 'Berhenti.' }, officer)
    expect(await listed('pamitan')).toEqual([])
  })

  test('finds by region and sector, page by page', async () => {
    const owner = await at.resident()
    await execute(answerConsent, { purpose: 'directory', given: true }, at.call(owner))
    for (const name of ['Kue Satu', 'Kue Dua', 'Kue Tiga']) await business({ name, sector: 'drink' }, owner)
    const page = await execute(searchListed, { sector: 'drink', region: here, limit: 2 }, visitor())
    const rest = await execute(
      searchListed,
      { sector: 'drink', region: here, limit: 2, after: page.next },
      visitor(),
    )
    expect([...page.items, ...rest.items].map(({ name }) => name)).toEqual([
      'Kue Tiga',
      'Kue Dua',
      'Kue Satu',
    ])
    expect((await execute(searchListed, { sector: 'drink', region: '33.73' }, visitor())).items).toEqual([])
  })
})
