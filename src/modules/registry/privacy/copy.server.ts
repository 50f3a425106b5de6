import { formatDateTime } from '#kernel/format.ts'
import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { OwnData } from './schema.ts'

/** Most lines of a value on paper; the whole of it stands in the JSON. */
const longest = 600

/** A value as a person reads it: times in their words, nothing that is empty. */
export function readable(value: unknown, locale: Locale): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value))
    return formatDateTime(value, locale)
  const written = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return written.length > longest ? `${written.slice(0, longest)} …` : written
}

/** The copy on paper: each record a small table of what is known, empty answers left out. */
export function copyPdf(copy: OwnData, site: string, locale: Locale): Promise<Uint8Array> {
  return renderPdf('src/modules/registry/privacy/copy.typ', {
    lang: locale,
    site,
    title: m.privacy_copy_title({}, { locale }),
    name: copy.name,
    made: m.privacy_copy_made({ at: formatDateTime(copy.madeAt, locale) }, { locale }),
    note: m.privacy_copy_note({}, { locale }),
    sections: copy.sections.map(({ title, columns, records }) => ({
      title,
      records: records.map((record) =>
        columns
          .map(({ key, label }) => [label, readable(record[key], locale)])
          .filter(([, value]) => value !== ''),
      ),
    })),
  })
}
