import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { newId } from '#kernel/id.ts'
import type { Operation } from '#kernel/operation.ts'
import { faultOf, fieldMessage, translate } from '#kernel/problem.ts'
import { type Command, type CommandContext, CommandError } from '#platform/command.ts'
import { openIdentity } from '../auth.server.ts'

/** Run one operation as the command line: the same rules and the same audit as everywhere. */
export type Perform = <Input extends z.ZodType, Output extends z.ZodType, Subject>(
  op: Operation<Input, Output, Subject>,
  input: z.input<Input>,
) => Promise<z.output<Output>>

const told = (error: unknown): unknown => {
  const fault = faultOf(error)
  if (fault.code === 'internal') return error
  const fields = fault.info.fields?.map((field) => `${field.path}: ${fieldMessage(field, 'en')}`) ?? []
  return new CommandError([translate(fault.key, fault.info.params, 'en'), ...fields].join(' '))
}

/** Open identity for the time of a command. */
export async function withIdentity(
  ctx: CommandContext,
  work: (perform: Perform) => Promise<void>,
): Promise<void> {
  const { url, app } = await ctx.database()
  const opened = await openIdentity({ config: { ...ctx.config, demo: true }, databaseUrl: url })
  const call = { pool: app, actor: systemActor('cli'), locale: 'en', requestId: newId(), via: 'cli' } as const
  try {
    await work((op, input) => execute(op, input, { ...call, now: new Date().toISOString() }))
  } catch (error) {
    throw told(error)
  } finally {
    await opened.close()
  }
}

export type Values = Record<string, string | boolean | undefined>
export type Act = (
  perform: Perform,
  words: string[],
  values: Values,
  print: (line: string) => void,
) => Promise<void>

/** A command of several acts: `berdaya user add …`. */
export const commandOf = (
  about: Pick<Command, 'name' | 'summary' | 'usage'>,
  options: Record<string, { type: 'string' | 'boolean' }>,
  acts: Record<string, Act>,
): Command => ({
  ...about,
  async run(args, ctx) {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true })
    const [name = '', ...words] = positionals
    const act = acts[name]
    if (!act) {
      ctx.print(about.usage.replaceAll(/^/gm, 'berdaya '))
      return 2
    }
    await withIdentity(ctx, (perform) => act(perform, words, values, ctx.print))
    return 0
  },
})

export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

export function needed(value: string | undefined, what: string): string {
  if (value === undefined || value === '') throw new CommandError(`${what} is missing`, 2)
  return value
}
