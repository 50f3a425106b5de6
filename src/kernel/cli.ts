import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Command, type CommandContext, CommandError } from '#platform/command.ts'
import { readAnchor, writeAnchor } from './audit-anchor.ts'
import { type AuditFault, auditHeads, verifyAudit } from './audit-verify.server.ts'

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

/** `berdaya audit …` */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'check the chain of the audit log, or print an anchor to keep elsewhere',
  usage: 'audit verify [--anchor FILE]\naudit anchor',
  async run(args, ctx) {
    const { positionals, values } = parse(args)
    if (positionals[0] === 'anchor') return anchor(ctx)
    if (positionals[0] === 'verify') return verify(ctx, values.anchor)
    throw new CommandError('say "verify" or "anchor"', 2)
  },
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { anchor: { type: 'string' } }, allowPositionals: true })
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error), 2)
  }
}

async function anchor({ database, print }: CommandContext): Promise<number> {
  const { owner } = await database()
  const text = writeAnchor({ at: new Date().toISOString(), heads: await auditHeads(owner) })
  print(text.trimEnd())
  return 0
}

async function verify({ database, print }: CommandContext, file: string | undefined): Promise<number> {
  const kept = file === undefined ? undefined : readKept(file)
  const { owner } = await database()
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

function readKept(file: string) {
  try {
    return readAnchor(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
