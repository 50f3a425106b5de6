import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '#platform/database/query.ts'
import { callAs, person, staff } from '../../tests/support/actors.ts'
import { testDatabase } from '../../tests/support/database.ts'
import { type Actor, anonymous, systemActor } from './actor.ts'
import { type Call, execute } from './execute.server.ts'
import { Fault, type FaultCode } from './fault.ts'
import { allowIf, operation } from './operation.ts'

const database = await testDatabase()
const resident = person()
const call = (actor: Actor = resident, more: Partial<Call> = {}) => callAs(database.app, actor, more)

beforeAll(async () => {
  await database.owner.query(`
    create schema probe;
    grant usage on schema probe to berdaya_app;
    create table probe.jar (
      id uuid primary key default kernel.new_id(), label text not null constraint jar_label unique,
      beans int not null default 0 constraint jar_not_negative check (beans >= 0), day date);
    create table probe.tick (n int);
    grant select, insert, update on probe.jar, probe.tick to berdaya_app;`)
})
beforeEach(async () => {
  await database.owner.query('truncate probe.jar, probe.tick, kernel.message, kernel.idempotency_key')
  await database.owner.query('delete from graphile_worker._private_jobs')
})

const Jar = z.object({ id: z.uuid(), label: z.string(), beans: z.number().int() })

/** Makes a jar, with every side effect an operation can have. */
const fill = operation({
  name: 'probe.fill_jar',
  summary: 'Fill a jar.',
  http: 'POST /jars',
  creates: true,
  input: z.object({
    label: z.string().trim().min(2).max(20),
    beans: z.number().int().min(-9).max(1000).default(0),
    day: z.string().optional(),
    lid: z.object({ colour: z.enum(['red', 'blue']) }).optional(),
    spoil: z.enum(['fault', 'output', 'crash']).optional(),
  }),
  output: Jar,
  can: (actor) => allowIf(actor.kind !== 'anonymous'),
  async run(ctx, input) {
    const jar = await ctx.db.one(
      text<z.infer<typeof Jar>>(
        'insert into probe.jar (label, beans, day) values ($1, $2, $3) returning id, label, beans',
        [input.label, input.beans, input.day ?? null],
      ),
    )
    ctx.emit('probe_jar_filled', { id: jar.id })
    ctx.send({
      to: { phone: '+6281234567890' },
      locale: 'id',
      template: 'probe.filled',
      body: 'Toples terisi.',
    })
    ctx.touch('jars')
    ctx.audit({ changes: { beans: [0, input.beans] }, region: '33.72' })
    if (input.spoil === 'fault') throw new Fault('conflict', 'kernel_duplicate')
    if (input.spoil === 'crash') throw new TypeError('a bean got stuck')
    return input.spoil === 'output' ? ({ ...jar, beans: 'many' } as unknown as typeof jar) : jar
  },
  constraints: {
    jar_label: async (ctx, input) => {
      const taken = await ctx.db.many(text<{ label: string }>('select label from probe.jar order by label'))
      return new Fault('conflict', 'kernel_duplicate', {
        details: { asked: input.label, taken: taken.map((row) => row.label) },
      })
    },
  },
})

const faultOf = async (attempt: Promise<unknown>): Promise<Fault> => {
  const error = await attempt.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Fault)) throw error
  return error
}
const codeOf = async (attempt: Promise<unknown>): Promise<FaultCode> => (await faultOf(attempt)).code

/** Rows left behind, everywhere an operation may leave some. */
async function traces() {
  const { rows } = await database.owner.query(`select
    (select count(*)::int from probe.jar) as jars, (select count(*)::int from kernel.audit_entry where operation like 'probe.%') as audits,
    (select count(*)::int from kernel.message) as messages, (select count(*)::int from graphile_worker.jobs) as jobs,
    (select count(*)::int from kernel.idempotency_key) as keys`)
  return rows[0] as Record<'jars' | 'audits' | 'messages' | 'jobs' | 'keys', number>
}

describe('what an operation was given', () => {
  test('every wrong field is named, with a message key that says how to mend it', async () => {
    const fault = await faultOf(
      execute(fill, { label: 'x', beans: 1.5, lid: { colour: 'green' }, spoil: 7 }, call()),
    )
    expect(fault.code).toBe('invalid_input')
    expect(fault.info.fields).toEqual([
      { path: 'label', key: 'kernel_field_too_short', params: { minimum: 2 } },
      { path: 'beans', key: 'kernel_field_number' },
      { path: 'lid.colour', key: 'kernel_field_choose' },
      { path: 'spoil', key: 'kernel_field_choose' },
    ])
  })

  test('a missing field is asked for, not called too short', async () => {
    const fault = await faultOf(execute(fill, {}, call()))
    expect(fault.info.fields).toEqual([{ path: 'label', key: 'kernel_field_required' }])
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'jar'],
    ['a list', [{ label: 'x' }]],
  ])('%s instead of an object is refused', async (_, input) => {
    expect(await codeOf(execute(fill, input, call()))).toBe('invalid_input')
  })

  test.each([
    ['a NUL byte', { label: 'be\u0000an' }],
    ['a day that does not exist', { label: 'jar', day: '2026-02-30' }],
    ['a day beyond the calendar', { label: 'jar', day: '99999999-01-01' }],
  ])('%s that only the database notices is bad input, not our failure', async (_, input) => {
    const fault = await faultOf(execute(fill, input, call()))
    expect([fault.code, fault.key]).toEqual(['invalid_input', 'kernel_bad_value'])
    expect(await traces()).toMatchObject({ jars: 0 })
  })
})

describe('who may', () => {
  const guarded = (verdict: 'forbidden' | 'hidden') =>
    operation({
      name: 'probe.guard_jar',
      summary: 'Guard.',
      http: 'POST /guards',
      input: z.object({}),
      output: z.null(),
      can: () => verdict,
      run: async () => null,
    })

  test('a visitor is asked to sign in; a person is told it is not theirs', async () => {
    expect(await codeOf(execute(guarded('forbidden'), {}, call(anonymous)))).toBe('unauthenticated')
    expect(await codeOf(execute(guarded('forbidden'), {}, call(resident)))).toBe('forbidden')
  })

  test('what must not be known to exist is not found, whoever asks', async () => {
    for (const actor of [anonymous, resident, staff('administrator', '33')])
      expect(await codeOf(execute(guarded('hidden'), {}, call(actor)))).toBe('not_found')
  })

  test('a key without the scope is refused before the database is asked', async () => {
    const key: Actor = { ...resident, kind: 'key', keyScopes: ['probe:read', 'space:write'] }
    const fault = await faultOf(execute(fill, { label: 'jar' }, { ...call(key), pool: undefined as never }))
    expect([fault.code, fault.info.params]).toEqual(['forbidden', { scope: 'probe:write' }])
    const wide: Actor = { ...key, keyScopes: ['probe:write'] }
    expect(await execute(fill, { label: 'jar' }, call(wide))).toMatchObject({ label: 'jar' })
  })

  test('an act that needs a second factor refuses a person without, not the system', async () => {
    const strict = { ...fill, secondFactor: true }
    const officer = staff('officer', '33.72')
    expect(await codeOf(execute(strict, { label: 'one' }, call({ ...officer, secondFactor: false })))).toBe(
      'forbidden',
    )
    expect(await execute(strict, { label: 'two' }, call(officer))).toMatchObject({ label: 'two' })
    expect(await execute(strict, { label: 'three' }, call(systemActor('test')))).toMatchObject({
      label: 'three',
    })
  })

  test('a read cannot write, even if it tries', async () => {
    const sneaky = { ...fill, name: 'probe.sneak' as const, reads: true }
    const error = await execute(sneaky, { label: 'jar' }, call()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: '25006' })
    expect(await traces()).toMatchObject({ jars: 0, audits: expect.any(Number), messages: 0, jobs: 0 })
  })
})

describe('all or nothing', () => {
  test('effect, audit entry, message and jobs appear together', async () => {
    const before = await traces()
    const tags: string[] = []
    const jar = await execute(
      fill,
      { label: 'jar', beans: 3 },
      call(resident, { onChanged: (seen) => tags.push(...seen) }),
    )
    expect(await traces()).toEqual({ jars: 1, audits: before.audits + 1, messages: 1, jobs: 2, keys: 0 })
    expect(tags).toEqual(['jars'])
    const { rows } = await database.owner.query(
      `select operation, actor_id, via, request_id, subject_type, subject_id, region_code, changes
       from kernel.audit_entry where subject_id = $1`,
      [jar.id],
    )
    expect(rows).toEqual([
      {
        operation: 'probe.fill_jar',
        actor_id: resident.accountId,
        via: 'rest',
        request_id: 'test',
        subject_type: 'probe',
        subject_id: jar.id,
        region_code: '33.72',
        changes: { beans: [0, 3] },
      },
    ])
  })

  test.each(['fault', 'output', 'crash'] as const)(
    'a %s after the effect leaves no trace at all',
    async (spoil) => {
      const before = await traces()
      const tags: string[] = []
      const attempt = execute(
        fill,
        { label: 'jar', spoil },
        call(resident, { idempotencyKey: randomUUID(), onChanged: (seen) => tags.push(...seen) }),
      )
      await expect(attempt).rejects.toThrow()
      expect(await traces()).toEqual({ ...before, jars: 0, messages: 0, jobs: 0, keys: 0 })
      expect(tags).toEqual([])
    },
  )

  test('upkeep that found nothing to do leaves no entry', async () => {
    const idle = operation({
      name: 'probe.sweep',
      summary: 'Sweeps.',
      input: z.object({}),
      output: z.null(),
      can: () => 'allowed',
      async run(ctx) {
        ctx.audit({ nothing: true })
        return null
      },
    })
    const before = await traces()
    await execute(idle, {}, call(systemActor('jobs')))
    expect(await traces()).toEqual(before)
  })

  test('what fails only while committing fails the operation', async () => {
    await database.owner.query(`
      create or replace function probe.sour_later() returns trigger language plpgsql as
        $$ begin raise exception 'soured'; end $$;
      create constraint trigger sour_later after insert on probe.jar deferrable initially deferred
        for each row when (new.label = 'sour') execute function probe.sour_later()`)
    const before = await traces()
    await expect(execute(fill, { label: 'sour' }, call())).rejects.toThrow('soured')
    expect(await traces()).toEqual({ ...before, jars: 0, messages: 0, jobs: 0 })
  })

  test('a statement whose failure the operation swallows still fails it', async () => {
    const careless = operation({
      name: 'probe.careless',
      summary: 'Swallows an error.',
      http: 'POST /careless',
      input: z.object({}),
      output: z.null(),
      can: () => 'allowed',
      async run(ctx) {
        await ctx.db.exec(text("insert into probe.jar (label) values ('kept')"))
        await ctx.db.exec(text('select 1 / 0')).catch(() => 0)
        return null
      },
    })
    await expect(execute(careless, {}, call())).rejects.toThrow()
    expect(await traces()).toMatchObject({ jars: 0 })
  })
})

describe('constraints', () => {
  test('a named constraint says what it means, and may look up alternatives', async () => {
    await execute(fill, { label: 'jam' }, call())
    await execute(fill, { label: 'honey' }, call())
    const fault = await faultOf(execute(fill, { label: 'jam' }, call()))
    expect(fault.code).toBe('conflict')
    expect(fault.info.details).toEqual({ asked: 'jam', taken: ['honey', 'jam'] })
  })

  test('a constraint nobody explained is bad input or a conflict, never our failure', async () => {
    expect(await codeOf(execute(fill, { label: 'jar', beans: -1 }, call()))).toBe('invalid_input')
    const unexplained = { ...fill, constraints: {} }
    await execute(unexplained, { label: 'jar' }, call())
    expect(await codeOf(execute(unexplained, { label: 'jar' }, call()))).toBe('conflict')
  })
})

describe('trying again', () => {
  const failing = (times: number, errcode: string) =>
    operation({
      name: 'probe.contend',
      summary: 'Meets contention.',
      http: 'POST /contentions',
      input: z.object({}),
      output: z.object({ attempts: z.number() }),
      can: () => 'allowed',
      run: (() => {
        let attempts = 0
        return async (ctx) => {
          attempts++
          await ctx.db.exec(text('insert into probe.tick (n) values ($1)', [attempts]))
          if (attempts <= times)
            await ctx.db.exec(
              text(`do $$ begin raise exception 'contention' using errcode = '${errcode}'; end $$`),
            )
          return { attempts }
        }
      })(),
    })

  test.each(['40001', '40P01'])(
    'a transaction the database asks us to repeat (%s) is repeated, its effect made once',
    async (errcode) => {
      expect(await execute(failing(3, errcode), {}, call())).toEqual({ attempts: 4 })
      const { rows } = await database.owner.query('select n from probe.tick')
      expect(rows).toEqual([{ n: 4 }])
    },
  )

  test('contention without end is told as busy', async () => {
    expect(await codeOf(execute(failing(99, '40001'), {}, call()))).toBe('unavailable')
  })
})
