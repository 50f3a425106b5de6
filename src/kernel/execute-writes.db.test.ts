import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '#platform/database/query.ts'
import { systemActor } from './actor.ts'
import { execute } from './execute.server.ts'
import { operation } from './operation.ts'
import { call, codeOf, database, faultOf, fill, resident, traces } from './testing/jars.ts'

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
