import type { z } from 'zod'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, encodeCursor } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { readReference } from '../numbers.ts'
import type { ListedBusiness, ListedDetail, ListedQuery } from './schema.ts'

type Row = Omit<ListedBusiness, 'place'>

const find = (ctx: Context, query: z.output<typeof ListedQuery>, loosely: boolean, after: string[] | null) =>
  ctx.db.many(
    text<Row & { at: string; id: string; guessed: boolean }>(
      `select reference, kind, name, sector, description, region_code as "regionCode", at, id, guessed
       from registry.find_listed($1, $2, $3, $4, $5, $6, $7)`,
      [
        query.search || null,
        query.sector ?? null,
        query.region ?? '',
        loosely,
        after?.[0] ?? null,
        after?.[1] ?? null,
        query.limit + 1,
      ],
    ),
  )

/** Businesses whose owners agreed to be shown to everybody, newest first. */
export async function listListed(ctx: Context, query: z.output<typeof ListedQuery>) {
  const cursor = decodeCursor(query.after, 3)
  const after = cursor ? [String(cursor[0]), String(cursor[1])] : null
  let loosely = cursor?.[2] === 1
  let found = await find(ctx, query, loosely, after)
  if (found.length === 0 && query.search && !cursor) {
    loosely = true
    found = await find(ctx, query, loosely, after)
  }
  const shown = found.slice(0, query.limit)
  const names = await regionNames(
    ctx.db,
    shown.map((row) => row.regionCode),
  )
  const last = shown.at(-1)
  return {
    items: shown.map(({ at: _, id: __, guessed: ___, ...row }) => ({
      ...row,
      place: names.get(row.regionCode)?.fullName ?? row.regionCode,
    })),
    next: found.length > query.limit && last ? encodeCursor([last.at, last.id, loosely ? 1 : 0]) : null,
    guessed: shown.some((row) => row.guessed),
  }
}

/** @throws Fault `not_found`, also for a business that exists and is not listed */
export async function getListed(ctx: Context, typed: string): Promise<z.input<typeof ListedDetail>> {
  const reference = readReference(typed)
  const found =
    reference === undefined
      ? undefined
      : await ctx.db.maybe(
          text<Row & { startedYear: number | null; phone: string | null }>(
            `select reference, kind, name, sector, description, region_code as "regionCode", started_year as "startedYear", phone
             from registry.get_listed($1)`,
            [reference],
          ),
        )
  if (!found) throw new Fault('not_found', 'directory_not_listed')
  const names = await regionNames(ctx.db, [found.regionCode])
  const { phone, ...row } = found
  return {
    ...row,
    place: names.get(row.regionCode)?.fullName ?? row.regionCode,
    whatsapp: phone === null ? null : `https://wa.me/${phone.slice(1)}`,
  }
}
