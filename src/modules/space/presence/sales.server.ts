import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { text } from '#platform/database/query.ts'
import { dateAt, millis, plusDays } from '../time.ts'
import type { LeaseSubject } from './queries.server.ts'
import { type Band, bandOf, bands, daysBack } from './rules.ts'

/** What was sold on a day: a band for the market's figures, the exact amount for the trader's eyes only. */
export async function writeSales(
  ctx: Context,
  lease: LeaseSubject,
  said: { day: string; band?: Band | undefined; amount?: number | undefined },
): Promise<Band> {
  const today = dateAt(millis(ctx.now), lease.zone)
  if (said.day < lease.from || said.day >= lease.until || said.day > today)
    throw new Fault('conflict', 'presence_day_not_yours', { details: { rule: 'day' } })
  if (said.day < plusDays(today, -daysBack))
    throw new Fault('conflict', 'presence_day_refused', {
      params: { days: daysBack },
      details: { rule: 'day' },
    })
  const band = said.amount === undefined ? said.band : bandOf(said.amount)
  if (band === undefined) throw new Fault('invalid_input', 'kernel_invalid_input')
  const { id } = await ctx.db.one(
    text<{ id: string }>(
      `insert into space.sales (lease_id, space_id, region_code, account_id, day, band, said_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict on constraint sales_once do update set band = excluded.band, said_at = excluded.said_at returning id`,
      [
        lease.id,
        lease.spaceId,
        lease.regionCode,
        ctx.actor.accountId,
        said.day,
        bands.indexOf(band),
        ctx.now,
      ],
    ),
  )
  await ctx.db.exec(text('delete from space.sales_amount where sales_id = $1', [id]))
  if (said.amount !== undefined)
    await ctx.db.exec(
      text('insert into space.sales_amount (sales_id, account_id, amount) values ($1, $2, $3)', [
        id,
        ctx.actor.accountId,
        said.amount,
      ]),
    )
  // Neither the band nor the amount goes into the log: it is read by others.
  ctx.audit({
    subject: { type: 'lease', id: lease.id },
    region: lease.regionCode,
    changes: { day: said.day },
  })
  return band
}
