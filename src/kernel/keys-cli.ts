import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Command, type CommandContext, CommandError } from '#platform/command.ts'
import { addKey, graceMilliseconds } from '#platform/key-ring.ts'
import { countSealed, isUnfinished, newestKey, resealAll, type SealedColumn } from './sealing.server.ts'

async function status(
  { database, print }: CommandContext,
  columns: readonly SealedColumn[],
): Promise<number> {
  const { app } = await database()
  const newest = await newestKey(app)
  print(
    newest.id === 0
      ? 'no rotation yet: everything is sealed with the key derived from SECRET (key 0)'
      : `newest key ${newest.id}${newest.ready ? '' : `, in use in ${Math.ceil(newest.waitMilliseconds / 1000)} s`}`,
  )
  const counts = await countSealed(app, columns)
  for (const { target, keyId, rows } of counts) print(`${target}: ${rows} with key ${keyId}`)
  const left = counts.filter(({ keyId }) => keyId !== newest.id).reduce((sum, { rows }) => sum + rows, 0)
  print(left === 0 ? 'everything is sealed with the newest key' : `${left} still to be sealed again`)
  return left === 0 ? 0 : 1
}

/** A rotation that was interrupted goes on; else a new key is made. */
async function rotate(
  { database, print }: CommandContext,
  columns: readonly SealedColumn[],
  now: boolean,
): Promise<number> {
  const { app } = await database()
  const newest = await newestKey(app)
  if (newest.id > 0 && (await isUnfinished(app, newest.id, columns))) print(`key ${newest.id}: going on`)
  else print(`key ${(await addKey(app, now ? 0 : graceMilliseconds)).id}: made`)
  const { waitMilliseconds } = await newestKey(app)
  if (waitMilliseconds > 0) {
    print(`in use in ${Math.ceil(waitMilliseconds / 1000)} s, when every running process has read it …`)
    await wait(waitMilliseconds + 500)
  }
  await resealAll(app, columns, { onColumn: (name) => print(`${name}: sealed again`) })
  return status({ database, print } as CommandContext, columns)
}

/** `berdaya keys …` */
export const keysCommand = (columns: readonly SealedColumn[]): Command => ({
  name: 'keys',
  summary: 'Make a new key for sealed numbers and seal everything again, while the program runs.',
  usage: 'keys status\nkeys rotate\nkeys rotate --now     (nothing else is running)',
  async run(args, ctx) {
    const { positionals, values } = parseArgs({
      args,
      options: { now: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    if (positionals[0] === 'status') return status(ctx, columns)
    if (positionals[0] === 'rotate') return rotate(ctx, columns, values.now)
    throw new CommandError('say "status" or "rotate"', 2)
  },
})
