import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { placeIn } from './grow/coordinates.ts'
import { randomFrom } from './random.ts'

/**
 * Where the demo's businesses stand, as far as nobody said yet, so that the map has something to show; and of those listed
 * publicly every second one may be called. Counters are brought up to date: the first visitor sees them.
 */
export async function writeDirectory(db: Database): Promise<void> {
  const rows = await db.many(
    text<{ id: string; region_code: string }>(
      'select id, region_code from registry.business where latitude is null order by id',
    ),
  )
  const placed = rows.map(({ id, region_code }, index) => [
    id,
    ...placeIn(region_code, randomFrom(index + 1)),
  ])
  await db.exec(
    text(
      `update registry.business b set latitude = p.latitude, longitude = p.longitude
       from unnest($1::uuid[], $2::float8[], $3::float8[]) p(id, latitude, longitude) where b.id = p.id`,
      [
        placed.map(([id]) => id),
        placed.map(([, latitude]) => latitude),
        placed.map(([, , longitude]) => longitude),
      ],
    ),
  )
  await db.exec(
    text(
      `insert into identity.consent (account_id, purpose, purpose_version, given, via, locale, at)
       select account_id, 'directory_contact', 1, true, via, locale, at from identity.consent
       where purpose = 'directory' and given and substr(account_id::text, 36) < '8'`,
    ),
  )
  await db.exec(text('select registry.fold_directory(100000)'))
}
