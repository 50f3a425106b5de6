import type { Context } from '#kernel/context.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { titledName, zoneOf } from '#modules/region/rules.ts'
import { localDate } from '#modules/region/working-time.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { BusinessSubject } from '../business.server.ts'
import { roundTwo } from './amounts.ts'
import { addMonths, firstDay, monthOf } from './months.ts'
import { leastOwners, publishDay, roundOthers } from './rules.ts'
import type { Peers, Quartiles } from './schema.ts'

/** Sector, or the kind of what has none; people at work as told of the month, else as registered. */
export const sectorSql = `coalesce(b.sector, b.kind)`
export const sizeSql = `registry.size_band(coalesce(p.workers, b.workers, g.members))`

/** The newest month whose cells are out: they come on the fifteenth. */
export function publishedMonth(now: string, regionCode: string): string {
  const day = localDate(now, zoneOf(regionCode))
  return addMonths(monthOf(day), Number(day.slice(8)) >= publishDay ? -1 : -2)
}

interface CellRow {
  regency: string
  sector: string
  size: string
  businesses: number
  sales: [number, number, number]
  workers: [number, number, number]
}

const isPublished = async (db: Database, month: string): Promise<boolean> =>
  (await db.maybe(
    text(`select from registry.peer_cell where month = $1::date limit 1`, [firstDay(month)]),
  )) !== undefined

/**
 * Publish the cells of a month in which six owners told of their sales. Once: a month that is out stays as it is, whoever
 * tells or corrects later, so that two looks at a cell never differ by one business. @returns cells written
 */
export async function publishCells(db: Database, month: string, now: string): Promise<number> {
  if (await isPublished(db, month)) return 0
  const cells = await db.many(
    text<CellRow>(
      `select b.regency, ${sectorSql} as sector, ${sizeSql} as size, count(*) as businesses,
         percentile_cont(array[0.25, 0.5, 0.75]) within group (order by p.sales) as sales,
         percentile_cont(array[0.25, 0.5, 0.75]) within group (order by coalesce(p.workers, b.workers, g.members, 0)) as workers
       from registry.progress p join registry.business b on b.id = p.business_id
       left join registry.art_group g on g.business_id = b.id
       where p.month = $1::date and p.latest and p.sales is not null and b.state in ('verified', 'submitted')
       group by 1, 2, 3 having count(distinct b.owner_id) >= $2`,
      [firstDay(month), leastOwners],
    ),
  )
  if (cells.length === 0) return 0
  const rows = cells.map(({ sales, workers, ...cell }) => ({
    ...cell,
    sales_low: roundTwo(sales[0]),
    sales_middle: roundTwo(sales[1]),
    sales_high: roundTwo(sales[2]),
    workers_low: Math.round(workers[0]),
    workers_middle: Math.round(workers[1]),
    workers_high: Math.round(workers[2]),
  }))
  return db.exec(
    text(
      `insert into registry.peer_cell (month, regency, sector, size, businesses, sales_low, sales_middle, sales_high,
         workers_low, workers_middle, workers_high, published_at)
       select $1::date, r.*, $3::timestamptz from jsonb_to_recordset($2::jsonb) as r (regency text, sector text, size text,
         businesses int, sales_low bigint, sales_middle bigint, sales_high bigint, workers_low int, workers_middle int,
         workers_high int)
       on conflict on constraint peer_cell_key do nothing`,
      [firstDay(month), JSON.stringify(rows), now],
    ),
  )
}

interface Place {
  sector: string
  size: Peers['size']
  regency: string
  sales: number | null
  workers: number | null
  told: boolean
}

const placeOf = (db: Database, businessId: string, month: string) =>
  db.one(
    text<Place>(
      `select ${sectorSql} as sector, ${sizeSql} as size, b.regency, p.sales, p.workers, p.sales is not null as told
       from registry.business b left join registry.art_group g on g.business_id = b.id
       left join registry.progress p on p.business_id = b.id and p.month = $2::date and p.latest
       where b.id = $1`,
      [businessId, firstDay(month)],
    ),
  )

interface Cell {
  businesses: number
  sales: Quartiles
  workers: Quartiles
}

const cellOf = (db: Database, month: string, { regency, sector, size }: Place) =>
  db.maybe(
    text<Cell>(
      `select businesses, jsonb_build_object('low', sales_low, 'middle', sales_middle, 'high', sales_high) as sales,
         jsonb_build_object('low', workers_low, 'middle', workers_middle, 'high', workers_high) as workers
       from registry.peer_cell where month = $1::date and regency = $2 and sector = $3 and size = $4`,
      [firstDay(month), regency, sector, size],
    ),
  )

/** The newest published month of which the business told; the newest published one when it told of none for half a year. */
async function monthToCompare(ctx: Context, business: BusinessSubject): Promise<string> {
  const newest = publishedMonth(ctx.now, business.regionCode)
  const told = await ctx.db.maybe(
    text<{ month: string }>(
      `select to_char(month, 'YYYY-MM') as month from registry.progress
       where business_id = $1 and latest and sales is not null and month between $2::date and $3::date
       order by registry.progress.month desc limit 1`,
      [business.id, firstDay(addMonths(newest, -5)), firstDay(newest)],
    ),
  )
  return told?.month ?? newest
}

/** The business beside those of its sector, regency and size. */
export async function compare(ctx: Context, business: BusinessSubject): Promise<Peers> {
  const month = await monthToCompare(ctx, business)
  const place = await placeOf(ctx.db, business.id, month)
  const [cell, names] = await Promise.all([
    cellOf(ctx.db, month, place),
    regionNames(ctx.db, [place.regency]),
  ])
  const frame = {
    month,
    sector: place.sector,
    size: place.size,
    regency: place.regency,
    regencyName: titledName(place.regency, names.get(place.regency)?.name ?? place.regency),
    own: { sales: place.sales, workers: place.workers },
  }
  if (!cell)
    return { ...frame, state: place.told ? 'too_few' : 'not_told', others: null, sales: null, workers: null }
  return {
    ...frame,
    state: 'shown',
    others: roundOthers(cell.businesses),
    sales: cell.sales,
    workers: cell.workers,
  }
}
