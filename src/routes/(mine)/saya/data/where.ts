/** The page on which somebody sees what a table holds about them; what no page shows is in the copy only. */
const pages: Readonly<Record<string, string>> = {
  'identity.account': '/saya/profil',
  'identity.session': '/saya/sesi',
  'identity.consent': '/saya/persetujuan',
  'identity.api_key': '/saya/kunci-api',
  'registry.business': '/saya/usaha',
  'registry.household': '/saya/keluarga',
  'space.booking': '/saya/pesanan',
  'space.lease': '/saya/lapak',
  'space.application': '/saya/undian',
  'space.job': '/saya/jasa',
  'space.offer': '/saya/jasa',
}

interface Part {
  title: string
  records: number
  page: string | undefined
}

/** How much there is of what, by title, and where it is seen. */
export function partsOf(
  sections: readonly { key: string; title: string; records: readonly unknown[] }[],
): Part[] {
  const parts = new Map<string, Part>()
  for (const { key, title, records } of sections) {
    const part = parts.get(title) ?? { title, records: 0, page: undefined }
    parts.set(title, { title, records: part.records + records.length, page: part.page ?? pages[key] })
  }
  return [...parts.values()]
}
