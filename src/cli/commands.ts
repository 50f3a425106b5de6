import { auditCommand } from '#kernel/cli.ts'
import { keysCommand } from '#kernel/keys-cli.ts'
import { roleCommand } from '#modules/identity/cli/role.ts'
import { userCommand } from '#modules/identity/cli/user.ts'
import { exportCommand } from '#modules/registry/sheets/cli/export.ts'
import { importCommand } from '#modules/registry/sheets/cli/import.ts'
import { drawCommand } from '#modules/space/draw/cli.ts'
import type { Command } from '#platform/command.ts'
import { demoCommand } from '../../demo/cli.ts'
import { sealedColumns } from '../sealed.ts'
import { backupCommand, migrateCommand, restoreCommand, statusCommand } from './database.ts'

/** Every command of `bin/berdaya`, in the order of the help. */
export const commands: readonly Command[] = [
  userCommand,
  roleCommand,
  auditCommand,
  keysCommand(sealedColumns),
  backupCommand,
  restoreCommand,
  migrateCommand,
  statusCommand,
  importCommand,
  exportCommand,
  drawCommand,
  demoCommand,
]
