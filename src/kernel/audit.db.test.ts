import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '#platform/config.ts'
import { transaction } from '#platform/database/transaction.ts'
import { callAs, person, staff } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { insertAudit } from './audit.server.ts'
import { verifyAudit } from './audit-verify.server.ts'
import { auditCommand } from './cli.ts'
import { claimsOf } from './execute.server.ts'

const database = await testDatabase()
const { owner } = database
const officer = staff('officer', '33.72')

const write = (operation = 'probe.act', reason = 'because') =>
  transaction(database.app, claimsOf(officer), 'write', async () => ({
    result: undefined,
    last: [
      insertAudit(
        operation,
        callAs(database.app, officer),
        { region: '33.72.05', reason, changes: { a: [1, 'dua'] } },
        {
          id: randomUUID(),
        },
      ),
    ],
  }))

const forget = () =>
  owner.query(`truncate kernel.audit_entry, kernel.audit_head;
    insert into kernel.audit_head (lane) select generate_series(0, 63)`)

/** Acts that share lane 0, because somebody holds the others: so that there is a middle. */
async function writeInLane0(operations: readonly string[]) {
  const holder = await owner.connect()
  await holder.query('begin')
  await holder.query('select from kernel.audit_head where lane > 0 for update')
  for (const operation of operations) await write(operation)
  await holder.query('rollback')
  holder.release()
}

beforeEach(async () => {
  await forget()
  await writeInLane0(Array.from({ length: 12 }, (_, index) => `probe.act_${index}`))
})

const faults = async () => (await verifyAudit(owner)).faults.map(({ fault, seq }) => `${fault}:${seq}`)
const lane = `(select lane from kernel.audit_entry order by seq desc limit 1)`
const at = (seq: number) => `lane = ${lane} and seq = ${seq}`

test('an untouched chain is whole', async () => {
  expect(await verifyAudit(owner)).toEqual({ entries: 12, faults: [] })
})

describe('someone who owns the database', () => {
  test.each([
    ['actor_name', `'Orang lain'`],
    ['operation', `'probe.other'`],
    ['actor_id', `gen_random_uuid()`],
    ['at', `at - interval '1 second'`],
    ['reason', `null`],
    ['changes', `'{"a": [1, "tiga"]}'`],
    ['region_code', `'33.73'`],
    ['subject_id', `gen_random_uuid()::text`],
    ['on_behalf_of', `'{"name": "x"}'`],
    ['via', `'cli'`],
    ['request_id', `'other'`],
    ['id', `gen_random_uuid()`],
  ])('changing %s of one entry is found', async (column, value) => {
    await owner.query(`update kernel.audit_entry set ${column} = ${value} where ${at(5)}`)
    expect(await faults()).toEqual(['changed:5'])
  })

  test('changing an entry and its hash is found at the next', async () => {
    await owner.query(`update kernel.audit_entry set reason = 'other' where ${at(5)};
      update kernel.audit_entry e set hash = kernel.audit_digest(e) where ${at(5)}`)
    expect(await faults()).toEqual(['relinked:6'])
  })

  test('changing the last entry and its hash is found at the head', async () => {
    await owner.query(`update kernel.audit_entry set reason = 'other' where ${at(12)};
      update kernel.audit_entry e set hash = kernel.audit_digest(e) where ${at(12)}`)
    expect(await faults()).toEqual(['head_moved:12'])
  })

  test('removing one in the middle, the first or the last is found', async () => {
    await owner.query(`delete from kernel.audit_entry where ${at(5)}`)
    expect(await faults()).toEqual(['removed_before:6'])
    await owner.query(`delete from kernel.audit_entry where ${at(1)}`)
    expect(await faults()).toEqual(['removed_before:2', 'removed_before:6'])
    await owner.query(`delete from kernel.audit_entry where seq = 12`)
    expect(await faults()).toEqual(['removed_before:2', 'removed_before:6', 'removed_last:12'])
  })

  test('removing everything is found', async () => {
    await owner.query('truncate kernel.audit_entry')
    expect(await faults()).toEqual(['removed_last:12'])
    await owner.query('delete from kernel.audit_head where lane = 3')
    expect(await faults()).toContain('lane_removed:null')
  })

  test('swapping what two entries say is found', async () => {
    await owner.query(`update kernel.audit_entry e set operation = o.operation, id = gen_random_uuid()
      from kernel.audit_entry o where e.lane = o.lane and (e.seq, o.seq) in ((4, 8), (8, 4))`)
    expect(await faults()).toEqual(['changed:4', 'changed:8'])
  })

  test('swapping the places of two entries is found', async () => {
    await owner.query(`update kernel.audit_entry set seq = case seq when 4 then -8 else -4 end where seq in (4, 8);
      update kernel.audit_entry set seq = -seq where seq < 0`)
    expect(await faults()).toEqual(['changed:4', 'relinked:5', 'changed:8', 'relinked:9'])
  })

  const forged = `insert into kernel.audit_entry (at, operation, via, lane, seq, prev_hash, hash)
      select at, operation, via, lane, seq, prev_hash, kernel.audit_digest(made)
      from (select (jsonb_populate_record(null::kernel.audit_entry, to_jsonb(e) || $1::jsonb)).* from kernel.audit_entry e where ${at(12)}) made`
  const forge = async (changes: object) => {
    await owner.query('alter table kernel.audit_entry disable trigger audit_link')
    await owner.query(forged, [JSON.stringify({ id: randomUUID(), ...changes })])
    await owner.query('alter table kernel.audit_entry enable trigger audit_link')
  }

  test('inserting an entry past the trigger is found, at the end, before the start or in a lane of its own', async () => {
    const { rows } = await owner.query(
      `select encode(hash, 'hex') as hash from kernel.audit_entry where ${at(12)}`,
    )
    await forge({ seq: 13, prev_hash: `\\x${rows[0].hash}` })
    expect(await faults()).toContain('inserted:13')
    await forge({ seq: 0 })
    expect(await faults()).toEqual(expect.arrayContaining(['inserted:0', 'inserted:13']))
    await forge({ lane: 99, seq: 1, prev_hash: '\\x' })
    expect(await faults()).toEqual(expect.arrayContaining(['inserted:1', 'inserted:13']))
  })

  test('an entry that says it happened earlier is dated by the chain itself', async () => {
    await owner.query(`insert into kernel.audit_entry (at, operation, via, lane, seq, prev_hash, hash)
      values ('2020-01-01', 'probe.backdated', 'cli', 0, 1, '\\x', '\\x')`)
    const { rows } = await owner.query(
      `select at > now() - interval '1 minute' as today from kernel.audit_entry where operation = 'probe.backdated'`,
    )
    expect(rows).toEqual([{ today: true }])
    expect(await faults()).toEqual([])
  })

  test('an earlier date forged with the trigger off and every hash put right is found', async () => {
    await forge({ at: '2020-01-01T00:00:00Z', seq: 13 })
    await owner.query(`update kernel.audit_entry e set prev_hash = (select hash from kernel.audit_entry where ${at(12)}) where seq = 13;
      update kernel.audit_entry e set hash = kernel.audit_digest(e) where seq = 13;
      update kernel.audit_head h set seq = 13, hash = e.hash from kernel.audit_entry e where e.seq = 13 and e.lane = h.lane`)
    expect(await faults()).toEqual(['backdated:13'])
  })
})

describe('the application', () => {
  test.each([
    ['change an entry', `update kernel.audit_entry set reason = 'x'`],
    ['remove one', 'delete from kernel.audit_entry'],
    ['empty the log', 'truncate kernel.audit_entry'],
    ['move a head', 'update kernel.audit_head set seq = 0'],
    ['switch off the trigger', 'alter table kernel.audit_entry disable trigger audit_link'],
  ])('may not %s', async (_, statement) => {
    await expect(database.app.query(statement)).rejects.toThrow(/permission denied|must be owner/)
    await expect(database.auth.query(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('may not choose its own place in the chain', async () => {
    await database.app.query(`insert into kernel.audit_entry (operation, via, lane, seq, prev_hash, hash)
      values ('probe.forged', 'rest', 63, 1, '\\x', '\\x')`)
    expect(await verifyAudit(owner)).toEqual({ entries: 13, faults: [] })
  })

  test('reads only what lies in the reader’s regions, or what they did themselves', async () => {
    const read = async (actor = officer) =>
      transaction(database.app, claimsOf(actor), 'read', async (db) => ({
        result: (
          await db.one<{ n: number }>({ text: 'select count(*) as n from kernel.audit_entry', values: [] })
        ).n,
      }))
    expect(await read()).toBe(12)
    expect(await read(staff('administrator', '33.72.05'))).toBe(12)
    expect(await read(staff('administrator', '64'))).toBe(0)
    expect(await read(person())).toBe(0)
    expect(await read(person([], { accountId: officer.accountId }))).toBe(12)
  })
})

test('two hundred acts at once keep every lane whole', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, index) => write(`probe.parallel_${index}`)))
  expect(await verifyAudit(owner)).toEqual({ entries: 212, faults: [] })
})

describe('on the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berdaya-audit-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const run = async (...args: string[]) => {
    const lines: string[] = []
    const code = await auditCommand.run(args, {
      config: {} as Config,
      print: (line) => void lines.push(line),
      database: async () => ({ url: database.url, owner, app: database.app }),
    })
    return { code, text: lines.join('\n') }
  }

  test('verify counts the entries and names each fault', async () => {
    expect(await run('verify')).toEqual({ code: 0, text: '12 entries checked: the chain is whole' })
    await owner.query(`update kernel.audit_entry set reason = 'x' where seq = 3`)
    const { code, text } = await run('verify')
    expect(code).toBe(1)
    expect(text).toMatch(
      /^lane 0 entry 3 \([0-9a-f-]{36}\): was changed after it was written\n12 entries checked: 1 faults$/,
    )
  })

  test('an anchor kept elsewhere finds a chain that was rewritten as a whole, heads and all', async () => {
    const file = join(folder, 'anchor.txt')
    writeFileSync(file, (await run('anchor')).text)
    await writeInLane0(['probe.later'])
    expect((await run('verify', '--anchor', file)).code).toBe(0)
    await forget()
    await writeInLane0(Array.from({ length: 13 }, () => 'probe.harmless'))
    expect((await run('verify')).code).toBe(0)
    expect(await run('verify', '--anchor', file)).toMatchObject({
      code: 1,
      text: expect.stringContaining('anchor'),
    })
    writeFileSync(file, (await run('anchor')).text.replace(/^0 13 ../m, '0 13 00'))
    await expect(run('verify', '--anchor', file)).rejects.toThrow('damaged')
  })

  test('anything else explains itself', async () => {
    await expect(run('burn')).rejects.toMatchObject({ exitCode: 2 })
    await expect(run('verify', '--depth')).rejects.toMatchObject({ exitCode: 2 })
    await expect(run('verify', '--anchor', '/nowhere')).rejects.toMatchObject({ exitCode: 1 })
  })
})
