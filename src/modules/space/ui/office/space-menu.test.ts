import { describe, expect, test } from 'vitest'
import { pageOf, spaceMenu } from './space-menu.ts'

const parts = (kind: 'market' | 'hall' | 'coworking', keeps = true) =>
  spaceMenu({ kind, reciprocity: false }, { keeps, decides: false }, '2026-11').flatMap(({ pages }) =>
    pages.map(({ part }) => part),
  )

describe('the pages of a space', () => {
  test('only those of its kind', () => {
    expect(parts('hall')).not.toContain('/denah')
    expect(parts('hall')).toContain('/imbal-beli')
    expect(parts('market')).toEqual(
      expect.arrayContaining(['/denah', '/keliling', '/izin-tempat', '/kode-lapak']),
    )
    expect(parts('market')).not.toContain('/tamu')
    expect(parts('coworking')).toEqual(expect.arrayContaining(['/tamu', '/izin-tempat']))
  })

  test('only those of this member of staff; no group is long', () => {
    expect(parts('hall', false)).not.toContain('/pengaturan')
    expect(
      Math.max(
        ...spaceMenu({ kind: 'market', reciprocity: true }, { keeps: true, decides: true }, '2026-11').map(
          ({ pages }) => pages.length,
        ),
      ),
    ).toBeLessThan(7)
  })

  test('a page below another belongs to it, another month to the report', () => {
    const menu = spaceMenu({ kind: 'market', reciprocity: false }, { keeps: true, decides: true }, '2026-11')
    const part = (below: string) => pageOf(menu, below)?.part
    expect(['', '/denah/tabel', '/laporan/2026-03', '/lembar-harian'].map(part)).toEqual([
      '',
      '/denah',
      '/laporan/2026-11',
      undefined,
    ])
  })
})
