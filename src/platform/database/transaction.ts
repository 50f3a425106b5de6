import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg'
import { compile, type Query } from './query.ts'

/** What commands and queries see of the database: one open transaction. */
export interface Database {
  many<Row>(query: Query<Row>): Promise<Row[]>
  /** The first row; none is a programming error. */
  one<Row>(query: Query<Row>): Promise<Row>
  maybe<Row>(query: Query<Row>): Promise<Row | undefined>
  /** Number of rows changed. */
  exec(query: Query<unknown>): Promise<number>
}

/** Who asks, as the row-level security policies read it (`kernel.actor_id()` and its like). */
export interface Claims {
  actorId: string | null
  scopes: readonly string[]
  organisations: readonly string[]
  system: boolean
}

const names = new Map<string, string>()
const maximumNamed = 2000

/** Prepared-statement name by hash of its text; texts beyond the limit travel unnamed so that memory stays bounded. */
function nameOf(statement: string): string | undefined {
  const known = names.get(statement)
  if (known !== undefined || names.size >= maximumNamed) return known
  const name = createHash('sha1').update(statement).digest('base64url')
  names.set(statement, name)
  return name
}

/**
 * What is asked in one turn of the event loop leaves in one packet. Without this every statement is a system call of its
 * own, and those cost more than all our code.
 */
function gather(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

function run(client: PoolClient, query: Query<unknown>): Promise<QueryResult<QueryResultRow>> {
  const { text, values } = compile(query)
  gather(client)
  return client.query({ name: nameOf(text), text, values: [...values] })
}

export function databaseOn(client: PoolClient): Database {
  return {
    many: async <Row>(query: Query<Row>) => (await run(client, query)).rows as Row[],
    maybe: async <Row>(query: Query<Row>) => (await run(client, query)).rows[0] as Row | undefined,
    async one<Row>(query: Query<Row>) {
      const [row] = (await run(client, query)).rows
      if (row === undefined) throw new Error(`expected a row: ${compile(query).text.slice(0, 120)}`)
      return row as Row
    },
    exec: async (query) => (await run(client, query)).rowCount ?? 0,
  }
}

const setClaims = `select set_config('app.actor_id', $1, true), set_config('app.scopes', $2, true),
  set_config('app.organisations', $3, true), set_config('app.system', $4, true)`

const pgArray = (items: readonly string[]) => `{${items.map((item) => `"${item}"`).join(',')}}`

const isVisitor = (claims: Claims) =>
  !claims.system && claims.actorId === null && claims.scopes.length === 0 && claims.organisations.length === 0

/**
 * Run `work` in one transaction under the actor's claims. Opening statements travel with the first query and the
 * closing ones with `commit` (pipelined), so a short operation costs two round trips.
 * `work` may return `last`, statements sent together with the commit; any failing one undoes all.
 */
export async function transaction<Result>(
  pool: Pool,
  claims: Claims,
  mode: 'read' | 'write',
  work: (db: Database) => Promise<{ result: Result; last?: readonly Query<unknown>[] }>,
): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    gather(client)
    const opening: Promise<unknown>[] = [client.query(mode === 'read' ? 'begin read only' : 'begin')]
    if (!isVisitor(claims)) {
      const values = [
        claims.actorId ?? '',
        pgArray(claims.scopes),
        pgArray(claims.organisations),
        claims.system ? 'on' : '',
      ]
      opening.push(client.query({ name: 'claims', text: setClaims, values }))
    }
    const opened = Promise.all(opening)
    opened.catch(() => undefined)
    const { result, last = [] } = await work(databaseOn(client))
    const closing = last.map((query) => run(client, query))
    const [, committed] = await Promise.all([opened, client.query('commit'), ...closing])
    if (committed.command !== 'COMMIT') throw new Error('the transaction was rolled back by the database')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
