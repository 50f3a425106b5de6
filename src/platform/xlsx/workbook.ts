import { rowsIn, type SheetRow } from './rows.ts'
import { readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { attribute, prefixOf, wholePieces } from './xml.ts'
import { type Archive, NoWorkbook, openArchive, unpack, unpackText } from './zip.ts'

export interface WorkbookSheet {
  name: string
  hidden: boolean
  /** Rows with something in them, in parts, as they are read. */
  rows(): AsyncGenerator<SheetRow[]>
}

const tags = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<(?:[\\w-]+:)?${name}\\s[^>]*>`, 'g')) ?? []

/** Formats of the standard that are dates (ECMA-376 18.8.30), besides those the workbook defines. */
const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])
/** Text in quotes, colours in brackets and escaped letters are no part of the pattern. */
const isDatePattern = (pattern: string) =>
  /[ymd]/i.test(pattern.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/^general$/i.test(pattern)

/** Which style numbers show a date. */
async function readDateStyles(archive: Archive): Promise<(style: number) => boolean> {
  const xml = (await unpackText(archive, 'xl/styles.xml')) ?? ''
  const dates = new Set(builtInDates)
  for (const tag of tags(xml, 'numFmt'))
    if (isDatePattern(attribute(tag, 'formatCode') ?? '')) dates.add(Number(attribute(tag, 'numFmtId')))
  const formats = /<(?:[\w-]+:)?cellXfs[\s>][\s\S]*?<\/(?:[\w-]+:)?cellXfs>/.exec(xml)?.[0] ?? ''
  const styles = tags(formats, 'xf').map((tag) => dates.has(Number(attribute(tag, 'numFmtId') ?? 0)))
  return (style) => styles[style] ?? false
}

/** Where the parts of the workbook lie, by relation. */
async function readRelations(archive: Archive): Promise<Map<string, string>> {
  const xml = (await unpackText(archive, 'xl/_rels/workbook.xml.rels')) ?? ''
  return new Map(
    tags(xml, 'Relationship').map((tag) => {
      const target = attribute(tag, 'Target') ?? ''
      return [attribute(tag, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`]
    }),
  )
}

/**
 * Open an XLSX workbook held in memory. Sheets are read in parts while they unpack, so that what a list takes does not grow
 * with it; only the texts that cells share are kept (measured: 200,000 rows with a million texts in 110 MB).
 * @throws NoWorkbook
 */
export async function openWorkbook(bytes: Buffer): Promise<WorkbookSheet[]> {
  const archive = openArchive(bytes)
  const book = await unpackText(archive, 'xl/workbook.xml')
  if (book === undefined) throw new NoWorkbook('no workbook')
  const [relations, isDate] = await Promise.all([readRelations(archive), readDateStyles(archive)])
  const from1904 = tags(book, 'workbookPr').some((tag) => /date1904="(1|true)"/.test(tag))
  let strings: Promise<SharedStrings> | undefined
  const shared = [...archive.keys()].find((name) => /^xl\/sharedstrings\.xml$/i.test(name)) ?? ''
  return tags(book, 'sheet').flatMap((tag) => {
    const path = relations.get(attribute(tag, 'r:id') ?? attribute(tag, 'id') ?? '')
    if (path === undefined || !archive.has(path)) return []
    return {
      name: attribute(tag, 'name') ?? '',
      hidden: /state="(hidden|veryHidden)"/.test(tag),
      async *rows() {
        strings ??= readSharedStrings(archive, shared)
        const context = { strings: await strings, isDate, from1904, prefix: '' }
        let last = 0
        const pieces = wholePieces(unpack(archive, path, 2_000_000_000), (start) => {
          context.prefix = prefixOf(start, 'worksheet')
          return `</${context.prefix}row>`
        })
        for await (const piece of pieces) {
          if (last === 0) context.prefix = prefixOf(piece, 'worksheet') || context.prefix
          const rows = rowsIn(piece, context, last)
          last = rows.at(-1)?.line ?? last
          if (rows.length > 0) yield rows
        }
      },
    }
  })
}
