import { addJob } from '#kernel/outbox.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DemoCalendar } from './calendar.ts'
import { manager } from './cast.ts'
import { demoId } from './ids.ts'
import type { DemoLease } from './market-leases.ts'

export const leaseId = ({ number }: Pick<DemoLease, 'number'>) => demoId('lease', number)

/** Who has the stalls of the market. */
export async function writeLeases(
  db: Database,
  calendar: DemoCalendar,
  spaceId: string,
  leases: readonly DemoLease[],
): Promise<void> {
  const rows = leases.map((lease) => ({
    id: leaseId(lease),
    unit: lease.unit,
    state: lease.state,
    kind: lease.kind,
    term: `[${lease.from},${lease.until})`,
    number: `MKB/${lease.unit}/${lease.from.slice(0, 4)}`,
    account_id: lease.holder.owner.accountId,
    business_id: demoId('business', lease.holder.number),
    holder_name: lease.holder.owner.name,
    holder_phone: lease.holder.owner.phone,
    trade: lease.holder.name,
    ended_on: lease.state === 'surrendered' ? lease.until : null,
    end_reason: lease.state === 'surrendered' ? 'Pindah rumah ke luar kota' : null,
    created_at: calendar.at(lease.from, 9 * 60),
  }))
  await db.exec(
    text(
      `insert into space.lease (id, space_id, unit_id, span, region_code, state, kind, origin, term, number, account_id, business_id,
         holder_name, holder_phone, trade, ended_on, end_reason, created_at, created_by, updated_at)
       select r.id, u.space_id, u.id, u.span, s.region_code, r.state, r.kind, 'direct', r.term, r.number, r.account_id, r.business_id,
         r.holder_name, r.holder_phone, r.trade, r.ended_on, r.end_reason, r.created_at, $3, r.created_at
       from jsonb_to_recordset($2::jsonb) as r (id uuid, unit text, state text, kind text, term daterange, number text, account_id uuid,
         business_id uuid, holder_name text, holder_phone text, trade text, ended_on date, end_reason text, created_at timestamptz)
       join space.unit u on u.space_id = $1 and u.code = r.unit
       join space.space s on s.id = u.space_id`,
      [spaceId, JSON.stringify(rows), manager.id],
    ),
  )
  for (const { id, state } of rows)
    if (state === 'active')
      await db.exec(addJob('space_letter', { leaseId: id }, { key: `space_letter:${id}` }))
}
