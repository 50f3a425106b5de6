import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Command, CommandError } from '#platform/command.ts'
import { type Check, verifyDraw } from './verify.server.ts'

const meanings: Record<Check, string> = {
  form: 'form of the file',
  list: 'hash of the list',
  weights: 'weights',
  seed: 'seed and its commitment',
  order: 'order',
  places: 'places',
  signature: 'signature',
}

/** `berdaya draw verify FILE`: needs no database and no network. */
export const drawCommand: Command = {
  name: 'draw',
  summary: 'compute a published draw of places again and say what differs',
  usage: 'draw verify FILE [--key BASE64]     (--key: the public key you know; else the one in the file)',
  run(args, { print }) {
    const { positionals, values } = parseArgs({
      args,
      options: { key: { type: 'string' } },
      allowPositionals: true,
    })
    const [act, file] = positionals
    if (act !== 'verify' || file === undefined) throw new CommandError('say "verify" and a file', 2)
    const findings = verifyDraw(read(file), values.key)
    for (const { check, ok, detail } of findings)
      print(`${ok ? 'agrees ' : 'DIFFERS'}  ${meanings[check].padEnd(23)}  ${detail}`)
    const wrong = findings.filter(({ ok }) => !ok).length
    print(wrong === 0 ? 'The draw is as published.' : `${wrong} of ${findings.length} checks differ.`)
    return Promise.resolve(wrong === 0 ? 0 : 1)
  },
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
