import type { Pool } from 'pg'
import type { Anchor, Head } from './audit-anchor.ts'

/** A break of the chain. */
export interface AuditFault {
  lane: number
  /** Null when a whole lane is gone. */
  seq: number | null
  id: string | null
  fault:
    | 'changed'
    | 'removed_before'
    | 'removed_last'
    | 'relinked'
    | 'inserted'
    | 'backdated'
    | 'head_moved'
    | 'lane_removed'
    | 'anchor_missing'
    | 'anchor_differs'
}

export interface Verification {
  entries: number
  faults: AuditFault[]
}

/** Both need the owner's eyes: row-level security would hide what lies outside one's regions. */
export async function verifyAudit(owner: Pool, anchor?: Anchor): Promise<Verification> {
  const client = await owner.connect()
  try {
    // One picture of chain and heads, though people keep working.
    await client.query('begin isolation level repeatable read read only')
    const { rows: counted } = await client.query<{ entries: number }>(
      'select count(*) as entries from kernel.audit_entry',
    )
    const { rows: faults } = await client.query<AuditFault>(
      'select lane, seq, id, fault from kernel.audit_faults()',
    )
    const kept = anchor ? await compareAnchor(client, anchor) : []
    await client.query('commit')
    return {
      entries: counted[0]?.entries ?? 0,
      faults: [...faults, ...kept],
    }
  } finally {
    client.release()
  }
}

interface Client {
  query<Row extends object>(statement: string, values: unknown[]): Promise<{ rows: Row[] }>
}

async function compareAnchor(client: Client, { heads }: Anchor): Promise<AuditFault[]> {
  const { rows } = await client.query<{ lane: number; seq: number; id: string; hash: string }>(
    `select e.lane, e.seq, e.id, encode(e.hash, 'hex') as hash
     from kernel.audit_entry e join unnest($1::smallint[], $2::bigint[]) a(lane, seq) using (lane, seq)`,
    [heads.map((head) => head.lane), heads.map((head) => head.seq)],
  )
  const found = new Map(rows.map((row) => [row.lane, row]))
  return heads.flatMap(({ lane, seq, hash }): AuditFault[] => {
    const entry = found.get(lane)
    if (!entry) return [{ lane, seq, id: null, fault: 'anchor_missing' }]
    return entry.hash === hash ? [] : [{ lane, seq, id: entry.id, fault: 'anchor_differs' }]
  })
}

export async function auditHeads(owner: Pool): Promise<Head[]> {
  const { rows } = await owner.query<Head>(
    `select lane, seq, encode(hash, 'hex') as hash from kernel.audit_head order by lane`,
  )
  return rows
}
