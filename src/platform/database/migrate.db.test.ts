import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/support/database.ts'
import { migrate } from './migrate.ts'

const database = await testDatabase()

test('a migrated database has nothing left to apply', async () => {
  expect(await migrate(database.url)).toEqual([])
})

test('two programs may migrate at once', async () => {
  expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([[], []])
})

test('the program works as a role that row-level security binds', async () => {
  const { rows } = await database.app.query(
    'select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
  )
  expect(rows).toEqual([{ current_user: 'berdaya_app', rolsuper: false, rolbypassrls: false }])
})
