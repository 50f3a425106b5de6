import { beforeAll, beforeEach } from 'vitest'
import { z } from 'zod'
import { text } from '#platform/database/query.ts'
import { callAs, person } from '../../../tests/support/actors.ts'
import { testDatabase } from '../../../tests/support/database.ts'
import type { Actor } from '../actor.ts'
import type { Call } from '../execute.server.ts'
import { Fault, type FaultCode } from '../fault.ts'
import { allowIf, operation } from '../operation.ts'

export const database = await testDatabase()
export const resident = person()
export const call = (actor: Actor = resident, more: Partial<Call> = {}) => callAs(database.app, actor, more)

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
export const fill = operation({
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

export const faultOf = async (attempt: Promise<unknown>): Promise<Fault> => {
  const error = await attempt.then(
    () => new Error('nothing was refused'),
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Fault)) throw error
  return error
}
export const codeOf = async (attempt: Promise<unknown>): Promise<FaultCode> => (await faultOf(attempt)).code

/** Rows left behind, everywhere an operation may leave some. */
export async function traces() {
  const { rows } = await database.owner.query(`select
    (select count(*)::int from probe.jar) as jars, (select count(*)::int from kernel.audit_entry where operation like 'probe.%') as audits,
    (select count(*)::int from kernel.message) as messages, (select count(*)::int from graphile_worker.jobs) as jobs,
    (select count(*)::int from kernel.idempotency_key) as keys`)
  return rows[0] as Record<'jars' | 'audits' | 'messages' | 'jobs' | 'keys', number>
}
