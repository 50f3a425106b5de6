import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { listHolders } from '#modules/identity/roles/holders.server.ts'
import { getRegion } from '#modules/region/queries.server.ts'
import { zoneOf } from '#modules/region/rules.ts'
import { addDays, localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import { firstDay, monthOf, monthsBetween } from '../progress/months.ts'
import { newStudyKey, pseudonymsOf } from './pseudonyms.server.ts'
import { listRecords, mostRecords, type StoredStudy } from './queries.server.ts'
import { deIdentify, longestReading, longestStudy } from './rules.ts'
import type { NewStudy, StudyRow } from './schema.ts'
import { studyStates } from './states.ts'

/** Only months that are over: a study is made once, and would otherwise miss what is told later. */
function checkPeriod(ctx: Context, study: NewStudy): void {
  const today = localDate(ctx.now, zoneOf(study.regionCode))
  if (study.lastMonth < study.firstMonth) throw fieldFault('lastMonth', 'progress_study_field_order')
  if (study.lastMonth >= monthOf(today)) throw fieldFault('lastMonth', 'progress_study_field_over')
  if (monthsBetween(study.firstMonth, study.lastMonth) >= longestStudy)
    throw fieldFault('firstMonth', 'progress_study_field_long', { months: longestStudy })
  if (study.endsOn < today || study.endsOn > addDays(today, longestReading))
    throw fieldFault('endsOn', 'progress_study_field_ends')
}

/** Open a study; its rows are made right after, in a job. */
export async function openStudy(ctx: Context, study: NewStudy): Promise<string> {
  checkPeriod(ctx, study)
  await getRegion(ctx.db, study.regionCode)
  const evaluators = await listHolders(ctx.db, 'evaluator', study.regionCode)
  const readers = evaluators.filter(({ id }) => study.readers.includes(id))
  if (readers.length < new Set(study.readers).size)
    throw fieldFault('readers', 'progress_study_field_readers')
  const id = newId()
  await ctx.db.exec(
    text(
      `insert into registry.study (id, title, purpose, region_code, first_month, last_month, variables, reader_ids,
         reader_names, ends_on, key_sealed, opened_at, opened_by, opened_by_name)
       values ($1, $2, $3, $4, $5::date, $6::date, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        study.title,
        study.purpose,
        study.regionCode,
        firstDay(study.firstMonth),
        firstDay(study.lastMonth),
        [...new Set(study.variables)],
        readers.map((reader) => reader.id),
        readers.map((reader) => reader.name),
        study.endsOn,
        newStudyKey(),
        ctx.now,
        ctx.actor.accountId,
        ctx.actor.name,
      ],
    ),
  )
  ctx.emit('registry.make_study', { studyId: id }, { key: `study:${id}` })
  ctx.audit({
    subject: { type: 'study', id },
    region: study.regionCode,
    reason: study.purpose,
    changes: { title: study.title, variables: study.variables, readers: readers.map(({ name }) => name) },
  })
  return id
}

const batch = 5000

async function insertRows(ctx: Context, studyId: string, rows: readonly StudyRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += batch)
    await ctx.db.exec(
      text(
        `insert into registry.study_row (study_id, number, pseudonym, regency, sector, size, started, month, measures)
         select $1, $3::int + r.ordinality, r.row ->> 'pseudonym', r.row ->> 'regency', r.row ->> 'sector',
           r.row ->> 'size', r.row ->> 'started', (r.row ->> 'month' || '-01')::date, r.row -> 'measures'
         from jsonb_array_elements($2::jsonb) with ordinality as r (row)`,
        [studyId, JSON.stringify(rows.slice(from, from + batch)), from],
      ),
    )
}

/** Make the rows of a study from what is recorded now. Once: later corrections would tell who was corrected. */
export async function makeStudy(ctx: Context, study: StoredStudy): Promise<number> {
  if (!studyStates.may(study.state, 'ready') || study.keySealed === null)
    throw new Fault('conflict', 'progress_study_made')
  const records = await listRecords(ctx, study)
  if (records.length > mostRecords) throw new Fault('too_large', 'progress_study_too_large')
  const made = deIdentify(records, {
    least: study.least,
    variables: study.variables,
    pseudonymOf: pseudonymsOf(study.keySealed),
  })
  await insertRows(ctx, study.id, made.rows)
  await ctx.db.exec(
    text(
      `update registry.study set state = 'ready', ready_at = $2, businesses = $3, rows = $4, suppressed_businesses = $5,
         suppressed_rows = $6, generalisation = $7, version = version + 1 where id = $1`,
      [
        study.id,
        ctx.now,
        made.businesses,
        made.rows.length,
        made.suppressedBusinesses,
        made.suppressedRows,
        made.generalisation,
      ],
    ),
  )
  ctx.audit({
    subject: { type: 'study', id: study.id },
    region: study.regionCode,
    changes: { rows: made.rows.length, suppressed: made.suppressedRows, generalisation: made.generalisation },
  })
  return made.rows.length
}

/** End a study: nobody reads it any more, and its key is destroyed. */
export async function endStudy(ctx: Context, study: StoredStudy): Promise<void> {
  if (!studyStates.may(study.state, 'ended')) throw new Fault('conflict', 'progress_study_over')
  await ctx.db.exec(
    text(
      `update registry.study set state = 'ended', ended_at = $2, key_sealed = null, version = version + 1 where id = $1`,
      [study.id, ctx.now],
    ),
  )
  ctx.audit({
    subject: { type: 'study', id: study.id },
    region: study.regionCode,
    changes: { state: 'ended' },
  })
}

/** Studies whose last day is over everywhere end by themselves. @returns how many */
export const endOverdue = (ctx: Context): Promise<number> =>
  ctx.db.exec(
    text(
      `update registry.study set state = 'ended', ended_at = $1, key_sealed = null, version = version + 1
       where state <> 'ended' and ends_on < ($1::timestamptz at time zone 'Asia/Jakarta')::date`,
      [ctx.now],
    ),
  )
