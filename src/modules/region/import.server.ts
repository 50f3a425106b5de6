import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { Pool, PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { aliases, corrections } from './aliases.ts'
import holidays from './data/holidays.json' with { type: 'json' }
import { kindOf, levelOf, ownKey, parentCodeOf, searchKey, spellings, titledName, zoneOf } from './rules.ts'

/** Raised when what we make of the same data changes (aliases, corrections, the search key). */
const recipe = 1

const folder = () => dirname(createRequire(import.meta.url).resolve('idn-area-data/data/villages.csv'))

async function versionOf(data: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(data, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return `${version}+${recipe}`
}

interface Known {
  fullName: string
  search: string
}

/** Columns of `region.region`, in the order of the COPY. */
const columns = 'code, level, kind, parent_code, name, full_name, zone, name_key, search_key'

/** Tab-separated lines for COPY. Names hold no tabs or backslashes; the data set writes apostrophes as `"`. */
async function* lines(data: string): AsyncGenerator<string> {
  const known = new Map<string, Known>()
  for (const file of ['provinces', 'regencies', 'districts', 'villages']) {
    const rows = createReadStream(join(data, `${file}.csv`)).pipe(
      parse({ from_line: 2, relax_column_count: true }),
    )
    let batch = ''
    for await (const row of rows as AsyncIterable<string[]>) {
      const code = row[0] ?? ''
      const name = corrections[code] ?? (row.at(-1) ?? '').trim().replaceAll('"', '’')
      const parentCode = parentCodeOf(code)
      const parent = parentCode === null ? undefined : known.get(parentCode)
      const own = [...spellings(ownKey(code, name)), ...(aliases[code] ?? [])]
      const nameKey = own.join('|')
      const here = {
        fullName: [titledName(code, name), parent?.fullName].filter(Boolean).join(', '),
        search: [searchKey(name), ...own.slice(1), parent?.search].filter(Boolean).join(' '),
      }
      if (levelOf(code) < 4) known.set(code, here)
      const fields = [
        code,
        levelOf(code),
        kindOf(code),
        parentCode ?? '\\N',
        name,
        here.fullName,
        zoneOf(code),
        nameKey,
        here.search,
      ]
      batch += `${fields.join('\t')}\n`
      if (batch.length > 1 << 16) {
        yield batch
        batch = ''
      }
    }
    yield batch
  }
}

/**
 * Load all regions and the holidays that come with the program; a start with the same data does nothing.
 * Runs as the owner of the tables, in one transaction, so that a killed start leaves nothing half-loaded.
 * Returns the number of regions loaded, 0 when they were there already.
 */
export async function importRegions(pool: Pool): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Two processes that start together: the second waits here and then finds the work done.
    await client.query(`select pg_advisory_xact_lock(hashtext('region.import'))`)
    const loaded = await loadRegions(client)
    await loadHolidays(client)
    await client.query('commit')
    return loaded
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function loadRegions(client: PoolClient): Promise<number> {
  const data = folder()
  const version = await versionOf(data)
  const source = await client.query<{ version: string }>(
    `select version from region.source where name = 'regions'`,
  )
  if (source.rows[0]?.version === version) return 0
  const first = source.rows.length === 0
  // Filling the index afterwards is three times faster than row by row.
  if (first) await client.query('drop index if exists region.region_name_trgm')
  const target = first ? 'region.region' : 'loading'
  if (!first) await client.query('create temp table loading (like region.region) on commit drop')
  const copy = client.query(copyFrom(`copy ${target} (${columns}) from stdin`))
  await pipeline(Readable.from(lines(data)), copy)
  if (first)
    await client.query(
      'create index region_name_trgm on region.region using gin (name_key gin_trgm_ops) with (fastupdate = off)',
    )
  else await mergeLoaded(client)
  await client.query(
    `insert into region.source (name, version) values ('regions', $1)
     on conflict on constraint source_key do update set version = excluded.version, loaded_at = now()`,
    [version],
  )
  await client.query('analyze region.region')
  return copy.rowCount ?? 0
}

/** A newer data set: new codes come, known ones are corrected, vanished ones are retired but stay. */
async function mergeLoaded(client: PoolClient): Promise<void> {
  await client.query(
    `insert into region.region as r (${columns}) select ${columns} from loading
     on conflict on constraint region_key do update set kind = excluded.kind, name = excluded.name,
       full_name = excluded.full_name, zone = excluded.zone, name_key = excluded.name_key,
       search_key = excluded.search_key, retired_at = null
     where (r.full_name, r.kind, r.zone, r.name_key, r.search_key, r.retired_at)
       is distinct from (excluded.full_name, excluded.kind, excluded.zone, excluded.name_key, excluded.search_key, null)`,
  )
  await client.query(
    `update region.region r set retired_at = now()
     where retired_at is null and not exists (select from loading l where l.code = r.code)`,
  )
}

async function loadHolidays(client: PoolClient): Promise<void> {
  await client.query(
    `insert into region.holiday (date, name, kind, decree, certain, seed_key)
     select h.date, h.name, h.kind, h.decree, h.certain, h.date || ' ' || h.kind
     from jsonb_to_recordset($1::jsonb) as h (date date, name text, kind text, decree text, certain boolean)
     where not exists (select from region.holiday known where known.seed_key = h.date || ' ' || h.kind)
     on conflict do nothing`,
    [JSON.stringify(holidays)],
  )
}
