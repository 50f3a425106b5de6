import type { Config } from '#platform/config.ts'
import { type LaunchedDatabase, type LaunchOptions, startDatabase } from './launcher.ts'

export interface OpenDatabase extends Omit<LaunchedDatabase, 'how'> {
  /** `named`: the operator's own, by DATABASE_URL. */
  how: LaunchedDatabase['how'] | 'named'
}

/** The database this deployment uses: the one DATABASE_URL names, else the embedded one. */
export async function openDatabase(
  config: Config,
  options: Pick<LaunchOptions, 'purpose' | 'whenTaken' | 'onLost'>,
): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined)
    return { url: config.databaseUrl, how: 'named', stop: async () => undefined }
  return startDatabase({ dataDir: config.dataDir, ...options })
}
