import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { readAnchor, writeAnchor } from './audit-anchor.ts'
import { type AuditFault, auditHeads, verifyAudit } from './audit-verify.server.ts'

/** What a command of the line works with. */
export interface Terminal {
  /** As the database's owner. */
  owner: Pool
  print(line: string): void
}

const meanings: Record<AuditFault['fault'], string> = {
  changed: 'was changed after it was written',
  removed_before: 'follows an entry that was removed',
  removed_last: 'and perhaps others before it were removed from the end',
  relinked: 'does not continue the entry before it',
  inserted: 'was inserted past the chain',
  backdated: 'is dated before the entry it follows',
  head_moved: 'is not what the head of its lane says',
  lane_removed: 'the whole lane lost its head',
  anchor_missing: 'stands in the anchor and is gone',
  anchor_differs: 'is another than the anchor says',
}

const usage = `berdaya audit verify [--anchor FILE]   check every entry of the audit log; exit code 1 when one is wrong
berdaya audit anchor                   print a digest to keep elsewhere, for a later verify --anchor`

/** `berdaya audit …`. @returns the exit code. */
export async function auditCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    options: { anchor: { type: 'string' } },
    allowPositionals: true,
  })
  if (positionals[0] === 'anchor') return anchor(terminal)
  if (positionals[0] === 'verify') return verify(terminal, values.anchor)
  terminal.print(usage)
  return 2
}

async function anchor({ owner, print }: Terminal): Promise<number> {
  const text = writeAnchor({ at: new Date().toISOString(), heads: await auditHeads(owner) })
  print(text.trimEnd())
  return 0
}

async function verify({ owner, print }: Terminal, file: string | undefined): Promise<number> {
  const kept = file === undefined ? undefined : readAnchor(readFileSync(file, 'utf8'))
  const { entries, faults } = await verifyAudit(owner, kept)
  for (const { lane, seq, id, fault } of faults)
    print(
      `lane ${lane}${seq === null ? '' : ` entry ${seq}`}${id === null ? '' : ` (${id})`}: ${meanings[fault]}`,
    )
  const anchored = kept ? `, anchor of ${kept.at}` : ''
  print(
    `${entries} entries checked${anchored}: ${faults.length === 0 ? 'the chain is whole' : `${faults.length} faults`}`,
  )
  return faults.length === 0 ? 0 : 1
}
