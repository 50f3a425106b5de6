import type { PoolClient } from 'pg'

/**
 * While a table is filled, an index costs more than its rows; made at the end it costs a tenth of that. Those that keep something
 * unique stay. What was dropped is noted beforehand: a growth that was cut off makes them again at its next run.
 */
export async function dropIndexes(client: PoolClient, tables: readonly string[]): Promise<void> {
  await client.query('begin')
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
  await client.query('commit')
}

/** Make again what `dropIndexes` dropped, in this run or in one that was cut off. */
export async function makeIndexes(client: PoolClient, print: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ made: string }>(
    `select jsonb_array_elements_text(value) as made from kernel.setting where key = 'demo_growth_indexes'`,
  )
  if (rows.length === 0) return
  await client.query('begin')
  await client.query(`set local maintenance_work_mem = '512MB'`)
  for (const [index, { made }] of rows.entries()) {
    print(`index ${index + 1} of ${rows.length}: ${/INDEX (\S+)/.exec(made)?.[1]}`)
    await client.query(made)
  }
  await client.query(`delete from kernel.setting where key = 'demo_growth_indexes'`)
  await client.query('commit')
}
