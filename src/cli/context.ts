import type { CommandContext, CommandDatabase } from '#platform/command.ts'
import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/database/migrate.ts'
import { openDatabase } from '#platform/database/open.ts'
import { openPool } from '#platform/database/pool.ts'
import { openKeyRing } from '#platform/key-ring.ts'
import { setSecret } from '#platform/sign.ts'

export interface OpenContext extends CommandContext {
  close(): Promise<void>
}

/** What a command gets; the database is opened when it is first asked for. */
export function openContext(name: string, print: (line: string) => void): OpenContext {
  const config = readConfig()
  setSecret(config.secret, config.secretFormer)
  const closing: (() => Promise<void>)[] = []

  async function open(): Promise<CommandDatabase> {
    const { url, stop } = await openDatabase(config, { purpose: `berdaya ${name}`, whenTaken: 'join' })
    closing.unshift(stop)
    await migrate(url)
    const owner = openPool(url, 'owner')
    const app = openPool(url, 'berdaya_app')
    const ring = await openKeyRing(app)
    closing.unshift(
      async () => ring.stop(),
      () => owner.end(),
      () => app.end(),
    )
    return { url, owner, app }
  }

  let opened: Promise<CommandDatabase> | undefined
  return {
    config,
    print,
    database: () => (opened ??= open()),
    async close() {
      for (const step of closing) await step()
    },
  }
}
