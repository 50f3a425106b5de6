import { sealNumber } from '#modules/registry/secrets.server.ts'
import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import { demoId } from './ids.ts'

const howMany = 12

/** NIK of the first people of the register: of no real person, because their day of issue and serial were never given out. */
export async function writeNumbers(db: Database): Promise<void> {
  const people = Array.from({ length: howMany }, (_, index) => ({
    id: demoId('person', index + 1),
    ...sealNumber('nik', `337205550190${String(9_001 + index)}`),
  }))
  await db.exec(
    text(
      `update registry.person p set nik_sealed = v.sealed, nik_hash = v.hash, nik_mask = v.mask
       from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) v (id, sealed, hash, mask)
       where p.id = v.id and p.nik_hash is null`,
      [
        people.map(({ id }) => id),
        people.map(({ sealed }) => sealed),
        people.map(({ hash }) => hash),
        people.map(({ mask }) => mask),
      ],
    ),
  )
}
