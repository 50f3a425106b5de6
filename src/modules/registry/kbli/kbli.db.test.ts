import { describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { readProfile } from '../profile/operations.server.ts'
import { provisionRegistration, sampleRegistration } from '../provision.server.ts'
import { world } from '../testing/world.ts'
import { chooseKbli, listKbliDivisions, searchKbli } from './operations.server.ts'

const at = await world()
const owner = await at.resident()
const search = async (words: string) =>
  (await execute(searchKbli, { search: words }, at.call(owner))).items.map(({ code }) => code)

describe('everyday words', () => {
  // Codes of KBLI 2020, as BPS 2/2020 has them.
  test.each([
    ['jual gorengan', '56103'],
    ['gorengan keliling', '56104'],
    ['warung nasi', '56102'],
    ['katering hajatan', '56210'],
    ['kantin sekolah', '56290'],
    ['jamu', '56305'],
    ['jamu keliling', '56306'],
    ['es teh', '56304'],
    ['angkringan', '56103'],
    ['bikin tempe', '10391'],
    ['kripik singkong', '10794'],
    ['batik tulis', '13134'],
    ['penjahit', '14120'],
    ['konveksi', '14111'],
    ['warung kelontong', '47112'],
    ['tukang sayur', '47813'],
    ['awul-awul', '47832'],
    ['laundry', '96200'],
    ['potong rambut', '96111'],
    ['ojek', '49424'],
    ['karawitan', '90011'],
    ['desain kemasan', '74118'],
    ['anyaman bambu', '16291'],
    ['ternak lele', '03221'],
    ['ternak ayam petelur', '01462'],
    ['genteng', '23922'],
    ['batu bata', '23921'],
    ['tambal ban', '45407'],
    ['les privat', '85495'],
    ['sewa tenda', '77291'],
    ['tukang bangunan', '41011'],
    ['bengkel las', '25111'],
    // Found by the titles of the regulation: nobody wrote everyday words for them.
    ['rumput laut', '10298'],
    ['penggergajian kayu', '16101'],
    ['sabut kelapa', '32905'],
    ['bimbingan belajar', '85495'],
    ['fotokopi', '82190'],
    ['minyak atsiri', '20294'],
    ['reparasi sepeda motor', '45407'],
    ['klinik swasta', '86105'],
  ])('%s is %s', async (words, code) => {
    expect((await search(words))[0]).toBe(code)
  })

  test.each([
    ['gorngan', '56103'],
    ['GORENGAN!!', '56103'],
    ['londry', '96200'],
    ['angkringgan', '56103'],
    ['krupuk', '10794'],
    ['konvekssi', '14111'],
  ])('a slip of the finger is forgiven: %s', async (words, code) => {
    expect(await search(words)).toContain(code)
  })

  test('digits find the codes that begin with them; nonsense finds nothing', async () => {
    expect(await search('5610')).toEqual(['56101', '56102', '56103', '56104', '56109'])
    expect(await search('qzxv')).toEqual([])
  })
})

test('the whole of KBLI 2020 is there: every level counts what Peraturan BPS 2/2020 counts', async () => {
  const { rows } = await at.owner.query(
    `select count(*)::int as groups, count(distinct left(code, 4))::int as classes, count(distinct left(code, 3))::int as "groups3",
       count(distinct left(code, 2))::int as divisions, count(*) filter (where official is null)::int as untitled
     from registry.kbli where version = 2020`,
  )
  // BPS counts 1,790 groups in one of its own tables; the lists in use hold this one more.
  expect(rows).toEqual([{ groups: 1791, classes: 567, groups3: 245, divisions: 88, untitled: 0 }])
  const above = (await execute(listKbliDivisions, {}, at.call(owner))).items
  expect(above.filter(({ section }) => section === null)).toHaveLength(21)
  expect(above.filter(({ section }) => section !== null)).toHaveLength(88)
  expect((await search('47')).length).toBeGreaterThan(150)
})

test('the chosen code stands in the record, with what it is in KBLI 2025', async () => {
  const { subjectId: businessId } = await provisionRegistration(
    { pool: at.app, actor: owner },
    sampleRegistration(),
  )
  await execute(chooseKbli, { businessId, version: 1, kbliCode: '56103' }, at.call(owner))
  const profile = await execute(readProfile, { businessId }, at.call(owner))
  expect(profile).toMatchObject({ kbliCode: '56103', kbliSuccessor: '56102', version: 2 })
  await expect(
    execute(chooseKbli, { businessId, version: 2, kbliCode: '99999' }, at.call(owner)),
  ).rejects.toMatchObject({ code: 'invalid_input' })
})
