import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import type { Holiday, HolidayInput } from './schema.ts'

const returning = `returning id, date, name, kind, region_code as "regionCode", decree, certain, version`

export const addHoliday = (ctx: Context, day: HolidayInput): Promise<Holiday> =>
  ctx.db.one(
    text<Holiday>(
      `insert into region.holiday (date, name, kind, region_code, decree, certain)
       values ($1, $2, $3, $4, $5, $6) ${returning}`,
      [day.date, day.name, day.kind, day.regionCode, day.decree ?? null, day.certain],
    ),
  )

/** @throws Fault `stale` when somebody changed the day meanwhile. */
export async function changeHoliday(
  ctx: Context,
  before: Holiday,
  version: number,
  day: HolidayInput,
): Promise<Holiday> {
  if (before.version !== version) throw new Fault('stale', 'region_holiday_stale')
  return ctx.db.one(
    text<Holiday>(
      `update region.holiday set date = $2, name = $3, kind = $4, region_code = $5, decree = $6, certain = $7,
         version = version + 1
       where id = $1 ${returning}`,
      [before.id, day.date, day.name, day.kind, day.regionCode, day.decree ?? null, day.certain],
    ),
  )
}

/** The day is worked after all; the row stays, for the deadlines that were counted with it. */
export const withdrawHoliday = (ctx: Context, holiday: Holiday): Promise<Holiday> =>
  ctx.db.one(
    text<Holiday>(
      `update region.holiday set withdrawn_at = $2, version = version + 1 where id = $1 ${returning}`,
      [holiday.id, ctx.now],
    ),
  )
