import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { decodeCursor, type Page, toPage } from '#kernel/page.ts'
import { regionNames } from '#modules/region/queries.server.ts'
import { text } from '#platform/database/query.ts'
import { readers } from '../policy.ts'
import { type MoveSubject, mayCancelMove, mayDecideMove } from './rules.ts'
import type { Move, MoveQuery } from './schema.ts'

/** A move as operations about it need it. */
export type MoveRow = Omit<Move, 'from' | 'to' | 'mayDecide' | 'mayCancel'> & MoveSubject

const columns = `v.id, v.business_id as "businessId", v.account_id as "accountId", v.name, v.reference, v.kind, v.state,
  v.from_region as "fromRegion", v.to_region as "toRegion", v.address, v.rt, v.rw, v.reason, v.asked_at as "askedAt",
  v.asked_by as "askedById", v.asked_by_name as "askedBy", v.decided_at as "decidedAt", v.decided_by_name as "decidedBy", v.answer`

/** A move, locked against a second decision. @throws Fault `not_found` */
export async function getMoveForUpdate(ctx: Context, moveId: string): Promise<MoveRow> {
  const found = await ctx.db.maybe(
    text<MoveRow>(`select ${columns} from registry.business_move v where v.id = $1 for update`, [moveId]),
  )
  if (!found) throw new Fault('not_found', 'kernel_not_found')
  return found
}

/** Rows as people read them: places in full, and what the actor may do. */
export async function described(ctx: Context, rows: readonly MoveRow[]): Promise<Move[]> {
  const names = await regionNames(
    ctx.db,
    rows.flatMap(({ fromRegion, toRegion }) => [fromRegion, toRegion]),
  )
  const place = (code: string) => names.get(code)?.fullName ?? code
  return rows.map(({ accountId, askedById, ...row }) => {
    const subject = { ...row, accountId, askedById }
    const open = row.state === 'waiting'
    return {
      ...row,
      from: place(row.fromRegion),
      to: place(row.toRegion),
      mayDecide: open && mayDecideMove(ctx.actor, subject) === 'allowed',
      mayCancel: open && mayCancelMove(ctx.actor, subject) === 'allowed',
    }
  })
}

/** Moves into the actor's regions or out of them; what waits longest first, else the newest. */
export async function listMoves(ctx: Context, { way, state, after, limit }: MoveQuery): Promise<Page<Move>> {
  const cursor = decodeCursor(after, 2)
  const region = way === 'in' ? 'v.to_region' : 'v.from_region'
  const [order, beyond] = state === 'waiting' ? (['', '>'] as const) : (['desc', '<'] as const)
  const rows = await ctx.db.many(
    text<MoveRow>(
      `select ${columns} from registry.business_move v
       where exists (select from unnest($1::text[]) s where starts_with(${region}, s))
         and ($2 = 'all' or v.state = 'waiting')
         and ($3::timestamptz is null or (v.asked_at, v.id) ${beyond} ($3, $4::uuid))
       order by v.asked_at ${order}, v.id ${order} limit $5`,
      [scopeOf(ctx.actor, readers), state, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    ),
  )
  const page = toPage(rows, limit, (row) => [row.askedAt, row.id])
  return { next: page.next, items: await described(ctx, page.items) }
}

/** Every move of one business, newest first. */
export async function listMovesOf(ctx: Context, businessId: string): Promise<Move[]> {
  const rows = await ctx.db.many(
    text<MoveRow>(
      `select ${columns} from registry.business_move v where v.business_id = $1 order by v.asked_at desc, v.id desc limit 50`,
      [businessId],
    ),
  )
  return described(ctx, rows)
}
