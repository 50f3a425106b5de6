import { parseArgs } from 'node:util'
import { importRegions } from '#modules/region/import.server.ts'
import { type Command, CommandError } from '#platform/command.ts'
import { grow } from './grow/grow.ts'
import { seedDemo } from './index.ts'

/** Largest size that was tried. */
const most = 15_000_000

function numberOf(option: string, given: string | undefined): number {
  if (given === undefined) return 0
  const number = Number(given.replaceAll(/[_.,]/g, ''))
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new CommandError(
      `--${option}: a whole number up to ${most.toLocaleString('en')}, not "${given}"`,
      2,
    )
  return number
}

export const demoCommand: Command = {
  name: 'demo',
  summary: 'fill an empty deployment with demo data, or grow it for measurements',
  usage: 'demo\ndemo --size 1000000 [--bookings 100000]',
  async run(args, { config, print, database }) {
    const { values } = parseArgs({
      args,
      options: { size: { type: 'string' }, bookings: { type: 'string' } },
    })
    const wanted = {
      businesses: numberOf('size', values.size),
      bookings: numberOf('bookings', values.bookings),
    }
    if (!config.demo)
      throw new CommandError(
        'this deployment is not a demonstration: invented people do not belong among real ones (DEMO=on)',
      )
    const { url, owner } = await database()
    await importRegions(owner)
    const logins = await seedDemo({ url, log: print })
    if (wanted.businesses > 0 || wanted.bookings > 0) await grow(owner, wanted, print)
    print(
      `sign in as ${logins.staff[0]?.email} with the password ${logins.password}, or with the phone ${logins.traderPhone}`,
    )
    return 0
  },
}
