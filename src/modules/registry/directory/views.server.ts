import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { newId } from '#kernel/id.ts'
import { text } from '#platform/database/query.ts'
import { readers } from '../policy.ts'
import type { SavedView } from './schema.ts'

const columns = `id, name, author, account_id = kernel.actor_id() as mine, office, filter`

/** Views of the account's own and those shared in its offices, by name. Row-level security chooses. */
export const listViews = (ctx: Context): Promise<SavedView[]> =>
  ctx.db.many(
    text<SavedView>(
      `select ${columns} from registry.saved_view where removed_at is null order by mine desc, lower(name), id limit 100`,
    ),
  )

/** Most views one account keeps: a menu, not an archive. */
const mostViews = 40

/**
 * Keep a filter under a name. Shared, everybody who holds a role in the same region sees it.
 * @throws Fault when there are too many
 */
export async function insertView(
  ctx: Context,
  { name, shared, filter }: { name: string; shared: boolean; filter: SavedView['filter'] },
): Promise<SavedView> {
  const { kept } = await ctx.db.one(
    text<{ kept: number }>(
      'select count(*) as kept from registry.saved_view where account_id = $1 and removed_at is null',
      [ctx.actor.accountId],
    ),
  )
  if (kept >= mostViews)
    throw new Fault('conflict', 'directory_too_many_views', { params: { count: mostViews } })
  const office = shared ? (scopeOf(ctx.actor, readers)[0] ?? null) : null
  return ctx.db.one(
    text<SavedView>(
      `insert into registry.saved_view (id, account_id, author, name, filter, office, created_at)
       values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
      [newId(), ctx.actor.accountId, ctx.actor.name, name, JSON.stringify(filter), office, ctx.now],
    ),
  )
}

/** @throws Fault `not_found`, also for views of others that one does not see */
export async function getView(ctx: Context, id: string): Promise<SavedView> {
  const found = await ctx.db.maybe(
    text<SavedView>(`select ${columns} from registry.saved_view where id = $1 and removed_at is null`, [id]),
  )
  if (!found) throw new Fault('not_found', 'directory_view_not_found')
  return found
}

export const removeView = (ctx: Context, id: string): Promise<number> =>
  ctx.db.exec(
    text('update registry.saved_view set removed_at = $2 where id = $1 and account_id = kernel.actor_id()', [
      id,
      ctx.now,
    ]),
  )
