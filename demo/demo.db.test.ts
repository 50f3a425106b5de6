import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { importRegions } from '#modules/region/import.server.ts'
import { blockingStates, bookingStates } from '#modules/space/bookings/states.ts'
import { openFiles, readPicture } from '#platform/files.ts'
import { setSecret } from '#platform/sign.ts'
import { testDatabase } from '../tests/support/database.ts'
import { demoLogins, surakarta } from './cast.ts'
import { grow } from './grow/grow.ts'
import { seedDemo } from './index.ts'

const database = await testDatabase({ regions: true })
setSecret('a secret of the demo test, long enough')
const folder = mkdtempSync(join(tmpdir(), 'berdaya-demo-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
openFiles(folder)
await importRegions(database.owner)
const lines: string[] = []
const seed = () => seedDemo({ url: database.url, log: (line) => lines.push(line) })
const logins = await seed()

async function column<Value>(query: string, values: unknown[] = []): Promise<Value[]> {
  const { rows } = await database.owner.query<{ value: Value }>(query, values)
  return rows.map(({ value }) => value)
}

describe('the demo', () => {
  test('tells the logins', () => {
    expect(lines).toHaveLength(1)
    expect(logins).toEqual(demoLogins)
    expect(logins.traderPhone).toMatch(/^0800/)
  })

  test('has caterers for events', async () => {
    expect(await column<number>('select count(*)::int as value from space.offer where listed')).toEqual([3])
  })

  test('has hired shelves, faults that people counted, and a room for events that buy locally', async () => {
    expect(
      await column(
        `select count(*)::int as value from space.lease l join space.unit u on u.id = l.unit_id where u.kind = 'shelf' and l.state = 'active'`,
      ),
    ).toEqual([4])
    expect(await column('select asked as value from space.fault order by 1')).toEqual([1, 2, 3])
    expect(
      await column('select count(*)::int as value from space.space where reciprocity_since is not null'),
    ).toEqual([1])
  })

  test('is written once', async () => {
    const before = await column<number>('select count(*) as value from space.booking')
    await seed()
    expect(await column('select count(*) as value from space.booking')).toEqual(before)
    expect(lines).toHaveLength(1)
  })

  test('has bookings in every state, decided ones with their reasons', async () => {
    expect((await column<string>('select distinct state as value from space.booking')).sort()).toEqual(
      [...bookingStates.states].sort(),
    )
    expect(
      await column(`select count(*) as value from space.booking where state = 'rejected' and reason is null`),
    ).toEqual([0])
    expect(
      await column(
        `select count(*) as value from space.booking where decided_by = recorded_by and state = 'rejected'`,
      ),
    ).toEqual([0])
  })

  test('has nothing outside opening hours', async () => {
    const outside = await column(
      `select b.reference as value from space.booking b join space.space s on s.id = b.space_id
       where b.state = any ($1) and not exists (
         select from space.opening o where o.space_id = s.id
           and o.weekday = extract(isodow from lower(b.during) at time zone s.zone)
           and (lower(b.during) at time zone s.zone)::time >= make_interval(mins => o.from_minute)::time
           and extract(epoch from (upper(b.during) at time zone s.zone) - date_trunc('day', lower(b.during) at time zone s.zone)) / 60 <= o.to_minute)`,
      [blockingStates],
    )
    expect(outside).toEqual([])
  })

  test('has a market of 24 stalls with their holders, on two Sundays a month', async () => {
    const market = `(select id from space.space where kind = 'market')`
    expect(
      await column(`select count(*) as value from space.unit where space_id = ${market} and kind = 'stall'`),
    ).toEqual([24])
    const [holders = 0] = await column<number>(
      `select count(*) as value from space.lease where space_id = ${market} and state = 'active'`,
    )
    expect(holders).toBeGreaterThanOrEqual(16)
    const months = await column<number>(
      `select count(*) as value from space.v_open_day where space_id = ${market} and minutes > 0 and day between current_date - 120 and current_date + 120
       group by date_trunc('month', day)`,
    )
    expect(Math.max(...months)).toBe(2)
    const states = await column<string>(
      `select distinct state as value from space.v_presence_fact where space_id = ${market} order by 1`,
    )
    expect(states).toEqual(['absent', 'closed', 'other', 'present'])
    expect((await column<number>('select count(*) as value from space.sales'))[0]).toBeGreaterThan(30)
  })

  test('has a co-working space with places in areas, cleared for some events, with days on which nobody came', async () => {
    const space = `(select id from space.space where kind = 'coworking')`
    const kinds = await column<string>(
      `select distinct kind as value from space.unit where space_id = ${space} order by 1`,
    )
    expect(kinds).toEqual(['area', 'room', 'seat', 'shelf', 'whole'])
    const [events = 0] = await column<number>(
      `select count(*) as value from space.booking b join space.unit u on u.id = b.unit_id
       where b.space_id = ${space} and u.kind = 'whole' and b.state = 'completed'`,
    )
    expect(events).toBeGreaterThan(2)
    const [empty = 0] = await column<number>(
      `select count(*) as value from space.v_open_day d where d.space_id = ${space} and d.minutes > 0
         and d.day between current_date - 120 and current_date - 1
         and not exists (select from space.v_visit_fact v where v.space_id = d.space_id and v.day = d.day)`,
    )
    expect(empty).toBeGreaterThan(5)
  })

  test('shows every place in pictures', async () => {
    const bare = await column(
      `select s.name as value from space.space s where not exists (select from space.photo p where p.space_id = s.id)`,
    )
    expect(bare).toEqual([])
    const [file = ''] = await column<string>('select file_id as value from space.photo limit 1')
    expect((await readPicture(file, 480))?.length).toBeGreaterThan(1000)
  })

  test('leaves the audit chain whole', async () => {
    expect(await column('select count(*) as value from kernel.audit_faults()')).toEqual([0])
  })

  test('has public figures of closed months, and targets', async () => {
    expect(
      (await column<number>('select count(*) as value from impact.publication'))[0],
    ).toBeGreaterThanOrEqual(6)
    expect(await column('select count(*) as value from impact.target')).toEqual([4])
  })

  test('tells of every open case how it came there', async () => {
    const silent = await column(
      `select r.reference as value from registry.registration r where r.state = 'submitted' and not exists (
         select from kernel.audit_entry e where e.subject_type = 'registration' and e.subject_id = r.id::text)
       union all
       select b.reference from space.booking b where b.state = 'requested' and not exists (
         select from kernel.audit_entry e where e.subject_type = 'booking' and e.subject_id = b.id::text)`,
    )
    expect(silent).toEqual([])
  })

  test('invents everybody: all numbers are those that nobody has', async () => {
    const phones = await column<string>(
      `select phone as value from identity.account where phone is not null
       union all select phone from registry.person where phone is not null
       union all select booker_phone from space.booking where booker_phone is not null`,
    )
    expect(phones.filter((phone) => !phone.startsWith('+62800000'))).toEqual([])
  })

  test('says that it is a demonstration, of one city', async () => {
    expect(await column(`select value ->> 'region' as value from kernel.setting where key = 'site'`)).toEqual(
      [surakarta],
    )
    expect(await column(`select count(*) as value from kernel.setting where key = 'demo'`)).toEqual([1])
  })
})

describe('growing', () => {
  const counts = async () => [
    ...(await column<number>('select count(*) as value from registry.business')),
    ...(await column<number>('select count(*) as value from space.booking')),
  ]

  const indexes = () =>
    column<string>(`select indexdef as value from pg_indexes where schemaname = 'registry' order by 1`)

  test('makes as many as were asked for, and goes on from there', async () => {
    const before = await indexes()
    await grow(database.owner, { businesses: 400, bookings: 3000 }, () => undefined)
    expect(await counts()).toEqual([400, 3000])
    await grow(database.owner, { businesses: 450, bookings: 3000 }, () => undefined)
    expect(await counts()).toEqual([450, 3000])
    expect(await indexes()).toEqual(before)
  })

  test('is known to search, counters and facets; what follows a new business follows again', async () => {
    const wrong = await column(
      `select b.reference as value from registry.business b
       left join registry.directory_entry e on e.business_id = b.id
       where e.state is distinct from b.state or e.region_code is distinct from b.region_code
         or exists (select from registry.permit p where p.business_id = b.id and p.removed_at is null
           and p.expires_on is null and not 'paper:' || p.kind = any (e.traits))`,
    )
    expect(wrong).toEqual([])
    expect(
      await column(
        `select n as value from registry.directory_count where region_code = '' and state = '' and kind = ''`,
      ),
    ).toEqual([450])
    expect(
      await column(
        `select tgname as value from pg_trigger where tgenabled <> 'O' and not tgisinternal order by 1`,
      ),
    ).toEqual([])
  })

  test('gives every business its owner and one latest registration with the same number and state', async () => {
    const odd = await column(
      `select b.reference as value from registry.business b
       left join registry.registration r on r.business_id = b.id and r.latest
       where r.reference is distinct from b.reference or r.state is distinct from b.state or r.name is distinct from b.name`,
    )
    expect(odd).toEqual([])
  })

  test('decides nothing in the future', async () => {
    expect(
      await column('select count(*) as value from registry.registration where decided_at > now()'),
    ).toEqual([0])
  })
})
