import { readdirSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { anonymous } from '#kernel/actor.ts'
import { readFile } from '#kernel/file.server.ts'
import { readPicture } from '#platform/files.ts'
import { readCalendar, searchSpaces } from '../calendar/operations.server.ts'
import { sampleSpace } from '../provision.server.ts'
import type { Space } from '../schema.ts'
import { at, day, refused } from '../testing/world.ts'
import { addClosure, addSpace, listOwnSpaces, readSpace } from './operations.server.ts'
import { leadWithPhoto, takePhotoDown, uploadPhoto } from './photo-operations.server.ts'
import { book, folder, here, space, sri } from './testing/places.ts'

describe('what everyone sees', () => {
  test('the calendar says when, never who, unless a group agreed', async () => {
    const own = await space({ bufferMinutes: 30, slotMinutes: 30 })
    await book(own.id, at(9, 10), sri, { name: 'Kelompok Rahasia' })
    await book(own.id, at(14, 15), sri, { name: 'Sanggar Terbuka', groupPublic: true })
    const calendar = await here.run(readCalendar, anonymous, { spaceId: own.slug, from: day, to: day })
    const pieces = calendar.days[0]?.segments.map((piece) => [piece.kind, piece.label])
    // From eight to nine nobody could clean before those at nine.
    expect(pieces).toEqual([
      ['gap', null],
      ['taken', null],
      ['buffer', null],
      ['free', null],
      ['taken', 'Sanggar Terbuka'],
      ['buffer', null],
      ['free', null],
    ])
    expect(JSON.stringify(calendar)).not.toMatch(/Rahasia|Wahyuni|\+62813/)
  })

  test('a calendar of more than 62 days, or backwards, is refused', async () => {
    const own = await space()
    for (const [from, to] of [
      ['2026-12-01', '2027-03-01'],
      ['2026-12-02', '2026-12-01'],
    ])
      expect((await refused(here.run(readCalendar, anonymous, { spaceId: own.id, from, to }))).code).toBe(
        'invalid_input',
      )
  })

  test('the list tells the next free time, and filters by place, size and day', async () => {
    const region = '33.72.03.1001'
    const small = await space({ regionCode: '33.72.05.1003', capacity: 10, name: 'Kecil Sekali' })
    const list = (filter: object) => here.run(searchSpaces, anonymous, { q: 'Kecil Sekali', ...filter })
    expect((await list({})).items).toMatchObject([
      { id: small.id, nextFree: { start: '2026-11-20T04:00:00Z', end: '2026-11-20T05:00:00Z' } },
    ])
    expect((await list({ capacity: 11 })).items).toEqual([])
    expect((await list({ region })).items).toEqual([])
    expect((await list({ region: '33.72.05' })).items).toHaveLength(1)
    await here.run(addClosure, here.manager, { spaceId: small.id, ...at(0, 24), reason: 'Tutup sehari' })
    expect((await list({ date: day })).items).toEqual([])
    expect((await list({ date: '2026-11-29' })).items).toHaveLength(1)
  })

  test('staff list the spaces of their regions, drafts too; others none', async () => {
    await here.run(addSpace, here.manager, sampleSpace({ name: 'Balai Belum Buka' }))
    const items = (await here.run(listOwnSpaces, here.officer, { limit: 100 })).items
    expect(items.some((one) => one.state === 'draft')).toBe(true)
    expect((await here.run(listOwnSpaces, here.foreigner, {})).items).toEqual([])
    expect((await refused(here.run(listOwnSpaces, sri, {}))).code).toBe('forbidden')
  })
})

describe('photos', () => {
  const photo = async (width: number, height: number) =>
    new File(
      [
        new Uint8Array(
          await sharp({ create: { width, height, channels: 3, background: '#a84a24' } })
            .withExif({ IFD0: { Artist: 'Sri Wahyuni' }, IFD3: { GPSLatitude: '7/1 33/1 0/1' } })
            .jpeg()
            .toBuffer(),
        ),
      ],
      'foto.jpg',
    )

  test('are kept in three widths without what the phone wrote into them', async () => {
    const own = await space()
    const shown = await here.run(uploadPhoto, here.manager, {
      spaceId: own.id,
      picture: await photo(2400, 1200),
      altId: 'Gedung dari depan',
    })
    const [picture] = shown.photos
    expect(picture).toMatchObject({ width: 1600, height: 800, alt: { id: 'Gedung dari depan', en: '' } })
    for (const width of [480, 960, 1600] as const) {
      const bytes = await readPicture(picture?.fileId ?? '', width)
      const facts = await sharp(bytes).metadata()
      expect(facts).toMatchObject({ format: 'webp', width })
      expect(facts.exif).toBeUndefined()
    }
    expect((await here.run(readFile, anonymous, { fileId: picture?.fileId })).public).toBe(true)
  })

  test('the one chosen comes first; one taken down is no longer served', async () => {
    const own: Space = await space()
    for (const alt of ['Pertama', 'Kedua'])
      await here.run(uploadPhoto, here.manager, {
        spaceId: own.id,
        picture: await photo(300, 200),
        altId: alt,
      })
    const [first, second] = (await here.run(readSpace, anonymous, { spaceId: own.id })).photos
    const led = await here.run(leadWithPhoto, here.manager, { photoId: second?.id })
    expect(led.photos.map((one) => one.alt.id)).toEqual(['Kedua', 'Pertama'])
    expect((await here.run(takePhotoDown, here.manager, { photoId: first?.id })).photos).toHaveLength(1)
    expect((await refused(here.run(readFile, anonymous, { fileId: first?.fileId }))).code).toBe('not_found')
  })

  test.each([
    ['text called a photo', new File(['<script>alert(1)</script>'], 'foto.jpg', { type: 'image/jpeg' })],
    ['nothing', new File([], 'foto.jpg')],
    ['a huge file', new File([new Uint8Array(10_000_001)], 'foto.jpg')],
  ])('%s is refused at the field, and nothing is stored', async (_, picture) => {
    const own = await space()
    const before = readdirSync(folder, { recursive: true }).length
    const fault = await refused(
      here.run(uploadPhoto, here.manager, { spaceId: own.id, picture, altId: 'Gambar' }),
    )
    expect(fault.info.fields?.[0]?.path).toBe('picture')
    expect(readdirSync(folder, { recursive: true }).length).toBe(before)
  })

  test('are added by those who keep the space only', async () => {
    const own = await space()
    expect(
      (
        await refused(
          here.run(uploadPhoto, here.officer, {
            spaceId: own.id,
            picture: await photo(10, 10),
            altId: 'Gambar',
          }),
        )
      ).code,
    ).toBe('forbidden')
  })
})
