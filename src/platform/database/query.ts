import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import type { DB } from '#db/types.ts'

export { sql }

/** Typed builder that only compiles; `database.ts` runs what it makes. */
export const qb = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Hand-written SQL with numbered parameters: what search, figures and the hottest paths use. */
export interface Text<Row> {
  readonly text: string
  readonly values: readonly unknown[]
  /** Only carries the row's type. */
  readonly row?: Row
}

export const text = <Row>(statement: string, values: readonly unknown[] = []): Text<Row> => ({
  text: statement,
  values,
})

/** Letters that mean something to `like` are searched as themselves. */
export const containing = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`

export type Query<Row> = Compilable<Row> | RawBuilder<Row> | Text<Row>

/** SQL and parameters of any query. */
export function compile<Row>(query: Query<Row>): { text: string; values: readonly unknown[] } {
  if ('text' in query) return query
  const { sql: statement, parameters } = (query as RawBuilder<Row>).compile(qb)
  return { text: statement, values: parameters }
}
