import { describe, expect, test } from 'vitest'
import { labelOf } from '../labels.ts'
import { artForms, placeTypes, sectors } from '../schema.ts'
import { codeOf, columnNames, mapHeadings } from './columns.ts'
import { cellsOf, type FindVillage, identityOf, readRow } from './rows.ts'

const find: FindVillage = async ({ village }) =>
  village === 'Mangkubumen'
    ? { code: '33.72.05.1010', candidates: ['Kelurahan Mangkubumen'] }
    : {
        candidates: village === 'Banjarsari' ? ['Kelurahan Banjarsari, Solo', 'Desa Banjarsari, Ciamis'] : [],
      }

const right = {
  name: 'Dapur Bu Sri',
  ownerName: 'Sri Wahyuni',
  address: 'Jl. Gajah Mada 12',
  sector: 'Kuliner',
  description: 'Nasi liwet',
  village: 'Mangkubumen',
}
const faultsOf = async (more: object) =>
  (await readRow(2, { ...right, ...more }, find)).faults.map((fault) => [fault.field, fault.key])

describe('headings', () => {
  test('are recognised however an office writes them', () => {
    const headings = [
      'No.',
      'NAMA USAHA',
      'Nama Pemilik',
      'No. HP',
      'Bidang  Usaha',
      'Kelurahan/Desa',
      'Alamat',
    ]
    const mapping = mapHeadings(headings)
    expect(mapping.columns).toEqual([undefined, 'name', 'ownerName', 'phone', 'sector', 'village', 'address'])
    expect([mapping.ignored, mapping.missing]).toEqual([['No.'], []])
  })

  test('that are missing or doubled are named', () => {
    const mapping = mapHeadings(['Nama Usaha', 'Nama Dagangan', 'Alamat'])
    expect(mapping.missing).toEqual(['ownerName', 'regionCode'])
    expect(mapping.doubled).toEqual(['Nama Dagangan'])
  })

  test('no heading stands for two columns', () => {
    const all = Object.values(columnNames).flat()
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('words', () => {
  test('our own labels are understood in every list', () => {
    const lists = [
      ['sector', 'sector', sectors],
      ['placeType', 'place', placeTypes],
      ['artForm', 'art', artForms],
    ] as const
    for (const [list, labels, values] of lists)
      for (const value of values) {
        expect(codeOf(list, value)).toBe(value)
        expect(codeOf(list, labelOf(labels, value, 'id')), value).toBe(value)
      }
  })
})

describe('a row', () => {
  test('becomes a registration', async () => {
    const row = await readRow(
      2,
      { ...right, phone: "'0812-3456-7890", nik: '3372 0555 0785 0001', workers: '1.250 orang', rt: '3' },
      find,
    )
    expect(row.faults).toEqual([])
    expect(row.phone).toBe('+6281234567890')
    expect(row.answers).toMatchObject({
      kind: 'business',
      sector: 'food',
      regionCode: '33.72.05.1010',
      nik: '3372055507850001',
      workers: 1250,
      rt: '003',
    })
  })

  test('tells everything that is wrong with it, once a field', async () => {
    expect(await faultsOf({ nik: '3,37E+15' })).toEqual([['nik', 'registry_import_mangled']])
    expect(await faultsOf({ phone: '123' })).toEqual([['phone', 'registry_import_phone']])
    expect(await faultsOf({ sector: 'Sulap' })).toEqual([['sector', 'registry_import_word']])
    expect(await faultsOf({ village: 'Banjarsari' })).toEqual([
      ['regionCode', 'registry_import_village_which'],
    ])
    expect(await faultsOf({ village: 'Antah' })).toEqual([['regionCode', 'registry_import_village_none']])
    expect(await faultsOf({ name: undefined, description: undefined })).toEqual([
      ['name', 'kernel_field_required'],
      ['description', 'kernel_field_required'],
    ])
    expect(await faultsOf({ startedYear: 'lama' })).toEqual([['startedYear', 'kernel_field_wrong']])
    expect(await faultsOf({ kind: 'PKL' })).toEqual([
      ['placeType', 'kernel_field_required'],
      ['spot', 'kernel_field_required'],
    ])
  })

  test('is the same business whatever its case, spaces and other columns', async () => {
    const one = await readRow(2, { ...right, phone: '081234567890' }, find)
    const two = await readRow(
      3,
      { ...right, name: ' DAPUR  BU SRI', description: 'Lain', phone: '+62 812 3456 7890' },
      find,
    )
    const three = await readRow(4, { ...right, phone: '081234567891' }, find)
    const identity = (row: typeof one) => row.answers && identityOf(row.answers, row.phone)
    expect(identity(two)).toBe(identity(one))
    expect(identity(three)).not.toBe(identity(one))
  })

  test('empty and surplus cells are nothing', () => {
    const mapping = mapHeadings(['Nama Usaha', '', 'Alamat'])
    expect(cellsOf(['  Dapur ', 'x', '', 'y', 'z'], mapping)).toEqual({ name: 'Dapur' })
  })
})
