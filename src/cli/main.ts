/** `bin/berdaya`: what an operator does from a terminal. */
import { CommandError } from '#platform/command.ts'
import { ensureMessages } from '../server/build.ts'
import { openContext } from './context.ts'

await ensureMessages()
// Loaded only now: commands import the compiled messages.
const { commands } = await import('./commands.ts')

const print = (line: string) => console.log(line)
const complain = (line: string) => console.error(`berdaya: ${line}`)

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'berdaya COMMAND …',
    '',
    ...list,
    '',
    'berdaya help COMMAND tells how one is called. Settings: docs/operators/configuration.md',
  ].join('\n')
}

const usageOf = (usage: string) => usage.replaceAll(/^/gm, 'berdaya ')

const isUsageError = (error: unknown) =>
  String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS')

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (name === 'help' || name === '--help' || name === '-h') {
    const wanted = commands.find((command) => command.name === args[0])
    print(wanted ? `${usageOf(wanted.usage)}\n\n${wanted.summary}` : help())
    return 0
  }
  const command = commands.find((known) => known.name === name)
  if (!command) {
    complain(`there is no command "${name}"; "berdaya help" lists them`)
    return 2
  }
  if (args.includes('--help') || args.includes('-h')) {
    print(`${usageOf(command.usage)}\n\n${command.summary}`)
    return 0
  }
  const ctx = openContext(name, print)
  try {
    return await command.run(args, ctx)
  } catch (error) {
    if (!isUsageError(error)) throw error
    complain((error as Error).message.split('. ')[0] ?? '')
    complain(usageOf(command.usage))
    return 2
  } finally {
    await ctx.close()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  complain(error instanceof Error ? error.message : String(error))
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  process.exitCode = error instanceof CommandError ? error.exitCode : 1
}
