import type { PoolClient } from 'pg'

/**
 * While a table is filled, an index costs more than its rows; made at the end it costs a tenth of that. Those that keep something
 * unique stay. What is dropped is noted beforehand: a growth that was cut off makes it again at its next run. Each by itself, not
 * in one transaction: the site reads on meanwhile, and two that hold some tables and want others would wait for each other.
 */
export async function dropIndexes(client: PoolClient, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any ($1::regclass[]) and not i.indisunique`,
    [tables],
  )
  await client.query(
    `insert into kernel.setting (key, value) select 'demo_growth_indexes', $1
     on conflict on constraint setting_key do update set value = kernel.setting.value || excluded.value, updated_at = now()`,
    [JSON.stringify(rows.map(({ made }) => made))],
  )
  for (const { name } of rows) await client.query(`drop index ${name}`)
}

/** Make again what `dropIndexes` dropped, in this run or in one that was cut off. */
export async function makeIndexes(client: PoolClient, print: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ made: string }>(
    `select jsonb_array_elements_text(value) as made from kernel.setting where key = 'demo_growth_indexes'`,
  )
  if (rows.length === 0) return
  await client.query(`set maintenance_work_mem = '512MB'`)
  for (const [index, { made }] of rows.entries()) {
    print(`index ${index + 1} of ${rows.length}: ${/INDEX (\S+)/.exec(made)?.[1]}`)
    await client.query(made.replace('CREATE INDEX', 'CREATE INDEX IF NOT EXISTS'))
  }
  await client.query(`delete from kernel.setting where key = 'demo_growth_indexes'`)
}
