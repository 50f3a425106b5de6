import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { readSettings, type SettingGroup, type Settings } from './settings.ts'

/** The settings of one group, with defaults for what was never set. */
export async function getSettings<Group extends SettingGroup>(
  db: Database,
  group: Group,
): Promise<Settings[Group]> {
  const row = await db.maybe(
    text<{ value: unknown }>('select value from kernel.setting where key = $1', [group]),
  )
  return readSettings(group, row?.value)
}

/** Every group at once: what a process reads when it starts and the settings page shows. */
export async function getAllSettings(db: Database): Promise<Settings> {
  const rows = await db.many(text<{ key: string; value: unknown }>('select key, value from kernel.setting'))
  const stored = new Map(rows.map((row) => [row.key, row.value]))
  return {
    site: readSettings('site', stored.get('site')),
    letterhead: readSettings('letterhead', stored.get('letterhead')),
    standards: readSettings('standards', stored.get('standards')),
    messages: readSettings('messages', stored.get('messages')),
  }
}

/** Store a group whole; the caller has parsed it. */
export function saveSettings<Group extends SettingGroup>(
  db: Database,
  group: Group,
  value: Settings[Group],
): Promise<number> {
  return db.exec(
    text(
      `insert into kernel.setting (key, value) values ($1, $2)
       on conflict on constraint setting_key do update set value = excluded.value, updated_at = now()`,
      [group, JSON.stringify(value)],
    ),
  )
}
