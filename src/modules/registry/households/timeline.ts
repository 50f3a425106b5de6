import { isBefore } from './moment.ts'
import type { RecordOf, Records, SectionName } from './schema.ts'
import { sectionNames } from './schema.ts'

/** Something that happened to a family, as far as its date is known. */
export interface Happening {
  moment: string
  act: 'born' | 'began' | 'ended'
  section: SectionName
  record: RecordOf<SectionName>
}

/** Everything dated, newest first; what was struck out never happened. */
export function timelineOf(records: Records): Happening[] {
  const all = sectionNames.flatMap((section) =>
    (records[section] as RecordOf<SectionName>[])
      .filter((record) => record.withdrawnAt === undefined)
      .flatMap((record) => happeningsOf(section, record)),
  )
  return all.sort(newestFirst)
}

function happeningsOf(section: SectionName, record: RecordOf<SectionName>): Happening[] {
  const found: Happening[] = []
  if ('birthYear' in record && record.birthYear !== undefined)
    found.push({ moment: String(record.birthYear), act: 'born', section, record })
  if (record.since !== undefined) found.push({ moment: record.since, act: 'began', section, record })
  if (record.until !== undefined) found.push({ moment: record.until, act: 'ended', section, record })
  return found
}

/** What is known to the year only stands below the days of that year; of one moment an end stands above a beginning. */
function newestFirst(one: Happening, other: Happening): number {
  if (isBefore(one.moment, other.moment)) return 1
  if (isBefore(other.moment, one.moment)) return -1
  if (one.moment.length !== other.moment.length) return other.moment.length - one.moment.length
  const rank = { ended: 0, began: 1, born: 2 }
  return rank[one.act] - rank[other.act]
}
