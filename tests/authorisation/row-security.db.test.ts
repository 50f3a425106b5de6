import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { claimsOf } from '../../src/kernel/execute.server.ts'
import { transaction } from '../../src/platform/database/transaction.ts'
import { castOf } from '../support/cast.ts'
import { expectations } from './expectations.ts'

const probe = await castOf()
const { database, cast } = probe
const { owner } = database

/** What holds for everyone: read by all, on purpose. */
const open: Record<string, string> = {
  'identity.purpose': 'why personal data are processed, for everyone to read',
  'kernel.audit_head': 'hashes only; the audit chain is checked against them',
  'kernel.setting': 'name, letterhead and standards of the deployment',
  'region.region': 'the list of regions',
  'region.source': 'which data set the regions came from',
  'registry.kbli': 'the classification of activities',
  'registry.kbli_division': 'sections and divisions of that classification',
  'registry.permit_kind': 'kinds of permits and how long they are valid',
  'registry.reason': 'words of reasons',
  'registry.size_rule': 'bounds of the size classes in law',
  'space.reason': 'words of reasons',
  'space.day': 'days and weekdays',
}

/** What may be deleted, because it is no record: everything else changes state. */
const passing = [
  'identity.code_challenge',
  'identity.rate_limit',
  'identity.second_factor',
  'identity.session',
  'identity.verification',
  'impact.published_cell',
  'kernel.case_presence',
  'kernel.idempotency_key',
  'registry.draft',
  'registry.field_photo_part',
  'registry.import_row',
  'space.facility',
  'space.market_date',
  'space.market_week',
  'space.opening',
  'space.round_place',
  // An exact amount is the trader's own, to be taken back; its band stays.
  'space.sales_amount',
  // Parts without a row are for everyone; what it was stands in the audit log.
  'space.zone_sector',
]

interface Relation {
  name: string
  kind: 'r' | 'v'
  secured: boolean
  invoker: boolean
  readable: boolean
  deletable: boolean
  columns: string[]
}

const { rows: relations } = await owner.query<Relation>(`
  select n.nspname || '.' || c.relname as name, c.relkind as kind, c.relrowsecurity as secured,
    coalesce(c.reloptions::text like '%security_invoker=%', false) as invoker,
    has_table_privilege('berdaya_app', c.oid, 'select') as readable,
    has_table_privilege('berdaya_app', c.oid, 'delete') as deletable,
    array(select attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('kernel', 'region', 'identity', 'registry', 'space', 'impact', 'migration', 'graphile_worker')
    and c.relkind in ('r', 'v', 'm', 'p') order by 1`)
const readable = relations.filter((relation) => relation.readable)

describe('what the application may read', () => {
  test.each(readable.filter(({ kind }) => kind === 'r').map(({ name, secured }) => [name, secured] as const))(
    '%s asks who reads, or is open on purpose',
    (name, secured) => {
      expect(
        secured || name in open,
        `${name}: enable row level security, or say in this test why it is open`,
      ).toBe(true)
    },
  )

  test.each(readable.filter(({ kind }) => kind === 'v').map(({ name, invoker }) => [name, invoker] as const))(
    'the view %s reads with the rights of who asks',
    (_, invoker) => {
      expect(invoker).toBe(true)
    },
  )

  test('what counts is never deleted', () => {
    expect(relations.filter(({ deletable }) => deletable).map(({ name }) => name)).toEqual(passing)
  })

  test('the queue and the list of migrations are closed', () => {
    expect(
      readable.map(({ name }) => name).filter((name) => /^(graphile_worker|migration)\./.test(name)),
    ).toEqual([])
  })
})

/** Rows of the place that are published to everyone: halls and their calendar, without names. */
const published = [
  // Photos of halls; what is not public is asked for by name in its own tests.
  'kernel.file',
  'region.region',
  'region.holiday',
  'space.space',
  'space.closure',
  // What is broken is for everyone to read; who said so is not.
  'space.fault',
  // Offers whose owners agreed to be listed.
  'space.offer',
  'space.round',
  'space.round_place',
  'space.v_open_day',
  'space.v_open_hour',
  'impact.target',
  'impact.publication',
  'impact.published_cell',
]

describe('records of the place', () => {
  // Everything that any operation of the tests makes: messages, registrations, bookings, closures, roles.
  beforeAll(async () => {
    for (const row of Object.values(expectations)) await row.input(probe, 'owner')
  })

  const placed = readable.filter(
    ({ name, columns }) => columns.includes('region_code') && !published.includes(name),
  )
  const count = (actor: Actor, table: string) =>
    transaction(database.app, claimsOf(actor), 'read', async (db) => ({
      result: (
        await db.one<{ rows: number }>({
          text: `select count(*) as rows from ${table} where starts_with(region_code, '33.72')`,
          values: [],
        })
      ).rows,
    }))

  test.each(placed.map(({ name }) => name))('in %s exist for the place and for no other', async (table) => {
    const { rows } = await owner.query<{ rows: number }>(
      `select count(*) as rows from ${table} where starts_with(region_code, '33.72')`,
    )
    const all = rows[0]?.rows ?? 0
    if (all === 0) return
    expect(await count(cast.administrator, table), 'the administrator of the place').toBeGreaterThan(0)
    for (const stranger of [
      'anonymous',
      'resident',
      'foreignOfficer',
      'foreignHead',
      'foreignAdministrator',
    ] as const)
      expect(await count(cast[stranger], table), stranger).toBe(0)
  })
})
