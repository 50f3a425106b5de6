import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { trader } from './cast.ts'

/** Three food businesses that agreed to be listed for events: any hall that is free for who buys from members has somebody to ask. */
export async function writeOffers(db: Database, now: string): Promise<void> {
  await db.exec(
    text(
      `insert into space.offer (business_id, business_name, account_id, region_code, service, what, price_from, phone, created_at, updated_at)
       select b.id, b.name, b.account_id, b.region_code, 'catering', 'Hidangan rapat dan hajatan, paling sedikit 30 porsi',
         12000 + 1500 * row_number() over (order by b.id), p.phone, $1::timestamptz, $1::timestamptz
       from registry.business b join registry.person p on p.id = b.owner_id
       where b.state = 'verified' and b.region_code ^@ '33.72' and b.kind = 'business' and b.sector = 'food' and p.phone is not null
         and b.account_id is distinct from $2::uuid
       order by b.id limit 3`,
      [now, trader.accountId],
    ),
  )
}
