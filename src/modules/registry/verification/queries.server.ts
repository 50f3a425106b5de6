import { Fault } from '#kernel/fault.ts'
import type { Locale } from '#kernel/locale.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { CheckItem, CheckLine, Evidence } from './schema.ts'

/** What of a registration decides which items it has. */
export interface Checked {
  subjectId: string
  kind: string
  submittedAt: string
}

/** The items of a kind with what was said of each; an item is required of those that were sent since it became so. */
export const listLines = (
  db: Database,
  { subjectId, kind, submittedAt }: Checked,
  locale: Locale,
): Promise<CheckLine[]> =>
  db.many(
    text<CheckLine>(
      `select i.code, i.text_${locale} as text, i.hint_${locale} as hint,
         coalesce(i.required_since <= $3::timestamptz, false) as required, coalesce(t.done, false) as done,
         coalesce(t.note, '') as note, t.at, t.by_name as "by"
       from registry.check_item i
       left join registry.check_tick t on t.subject_id = $1 and t.item_code = i.code
       where i.active and $2 = any (i.kinds) order by i.position, i.code`,
      [subjectId, kind, submittedAt],
    ),
  )

/** What an approval still needs; empty when nothing. */
export async function missingChecks(db: Database, checked: Checked, locale: Locale): Promise<string[]> {
  const lines = await listLines(db, checked, locale)
  return lines.filter(({ required, done }) => required && !done).map((line) => line.text)
}

const evidenceColumns = `id, item_code as "itemCode", caption, media_type as "mediaType", bytes, at, by_name as "by"`

/** Photos and papers of a business or organisation, oldest first. */
export const listEvidence = (db: Database, subjectId: string): Promise<Evidence[]> =>
  db.many(
    text<Evidence>(
      `select ${evidenceColumns} from registry.check_evidence where subject_id = $1 and removed_at is null order by at, id`,
      [subjectId],
    ),
  )

export interface EvidenceRow extends Evidence {
  subjectId: string
  regionCode: string
  accountId: string | null
}

/** @throws Fault `not_found`, also when it was removed or lies outside the actor's regions */
export async function getEvidence(db: Database, id: string): Promise<EvidenceRow> {
  const found = await db.maybe(
    text<EvidenceRow>(
      `select e.id, e.item_code as "itemCode", e.caption, e.media_type as "mediaType", e.bytes, e.at, e.by_name as "by",
         e.subject_id as "subjectId", coalesce(b.region_code, o.region_code) as "regionCode",
         coalesce(b.account_id, o.account_id) as "accountId"
       from registry.check_evidence e
       left join registry.business b on b.id = e.business_id left join registry.organisation o on o.id = e.organisation_id
       where e.id = $1 and e.removed_at is null`,
      [id],
    ),
  )
  if (!found) throw new Fault('not_found', 'verification_evidence_not_found')
  return found
}

/** The whole checklist of the deployment, in its order. */
export const listItems = (db: Database): Promise<CheckItem[]> =>
  db.many(
    text<CheckItem>(
      `select code, position, kinds, text_id as "textId", text_en as "textEn", hint_id as "hintId", hint_en as "hintEn",
         required_since is not null as required, required_since as "requiredSince", active, version
       from registry.check_item order by position, code`,
    ),
  )
