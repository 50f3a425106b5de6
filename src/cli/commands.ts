import { auditCommand } from '#kernel/cli.ts'
import type { Command } from '#platform/command.ts'
import { backupCommand, migrateCommand, restoreCommand, statusCommand } from './database.ts'

/** Every command of `bin/berdaya`, in the order of the help. */
export const commands: readonly Command[] = [
  {
    name: 'audit',
    summary: 'check the chain of the audit log, or print an anchor to keep elsewhere',
    usage: 'audit verify [--anchor FILE]\naudit anchor',
    run: async (args, ctx) => auditCommand(args, { owner: (await ctx.database()).owner, print: ctx.print }),
  },
  backupCommand,
  restoreCommand,
  migrateCommand,
  statusCommand,
]
