import { describe, expect, test } from 'vitest'
import { actsWithWords } from '../../src/kernel/act-words.ts'
import { execute } from '../../src/kernel/execute.server.ts'
import { Fault } from '../../src/kernel/fault.ts'
import { isRead, keyScopeOf, type Operation } from '../../src/kernel/operation.ts'
import { problemOf } from '../../src/kernel/problem.ts'
import { keyScopes } from '../../src/modules/identity/keys/schema.ts'
import { operations } from '../../src/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { castOf } from '../support/cast.ts'
import { expectations } from './expectations.ts'
import { everyone, type Player, type Probe, type Row, secrets } from './table.ts'

const probe: Probe = await castOf()
const players: readonly Player[] = [...everyone, 'key', 'bareKey']
/** These must never read what belongs to the place. */
const strangers: readonly Player[] = [
  'anonymous',
  'resident',
  'foreignOfficer',
  'foreignHead',
  'foreignAdministrator',
  'bareKey',
]

function expected(op: Operation, row: Row, player: Player): boolean {
  if (player === 'bareKey') return false
  if (player !== 'key') return row.may.includes(player)
  const scopes: readonly string[] = keyScopes
  return !row.noKeys && row.may.includes('administrator') && scopes.includes(keyScopeOf(op))
}

const denials = ['unauthenticated', 'forbidden', 'not_found']

/** Everything the caller gets to read, answer or refusal. */
async function attempt(op: Operation, row: Row, player: Player) {
  const input = await row.input(probe, player)
  try {
    const output = await execute(op, input, callAs(probe.database.app, probe.cast[player], { via: 'form' }))
    return { refused: false, code: 'done', read: JSON.stringify(output) ?? '' }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const refused = denials.includes(error.code) && !row.orElse?.includes(error.code)
    return { refused, code: error.code, read: JSON.stringify(problemOf(error, 'id')) }
  }
}

describe.each(operations.map((op) => [op.name, op] as const))('%s', (name, op) => {
  const row = expectations[name]

  test('has a row that says who may', () => {
    expect(row, `add ${name} to tests/authorisation`).toBeDefined()
  })
  if (!row) return

  test.each(players)('%s', async (player) => {
    const { refused, code, read } = await attempt(op, row, player)
    expect(refused, `${player} got ${code}: ${read.slice(0, 300)}`).toBe(!expected(op, row, player))
    if (!refused) expect(['done', ...(row.orElse ?? [])], read.slice(0, 300)).toContain(code)
    if (!row.open && strangers.includes(player))
      for (const secret of Object.values(secrets))
        expect(read, `${player} read ${secret}`).not.toContain(secret)
  })
})

test('no row stands for an operation that is gone', () => {
  const names = new Set<string>(operations.map((op) => op.name))
  expect(Object.keys(expectations).filter((name) => !names.has(name))).toEqual([])
})

test('every operation that writes has words for the audit log, and no words stand for one that is gone', () => {
  const writes = operations.filter((op) => !isRead(op)).map((op): string => op.name)
  expect([...actsWithWords].sort()).toEqual(writes.sort())
})
