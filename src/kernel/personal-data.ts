import type { Locale } from './locale.ts'

export type Label = (given: Record<string, never>, how: { locale: Locale }) => string

/** Why rows stay after an erasure; `privacy_kept_*` in `messages/` names the law. */
export type KeptBecause = 'accountability' | 'proof' | 'log' | 'others'

/**
 * What a table holds about people, declared by the module that owns it and joined in `src/personal-data.ts`: from it come a
 * person's own copy and an erasure, so that neither forgets what the other knows.
 *
 * SQL of it sees the row as `t` and the person as `s`: `s.account` (uuid), `s.accounts`, `s.persons`, `s.businesses`, `s.households`,
 * `s.alone` (households nobody else lives in), all `uuid[]`; `s.contacts` (their numbers and addresses) and `s.names`, `text[]`.
 */
export interface PersonalTable {
  table: `${string}.${string}`
  title: Label
  /** Which rows are theirs. */
  of: string
  /** In their copy: key and SQL, or `true` for the column of that name. Empty: nothing a person could read. */
  columns: Readonly<Record<string, string | true>>
  /** Sealed columns, opened for their owner. */
  opened?: Readonly<Record<string, { column: string; purpose: string }>>
  erase: Erasure
  /** Rows that must be dealt with before an erasure: SQL, and the message that says what to do. */
  blocks?: { when: string; key: string }
}

/**
 * `delete`: the rows served only them. `clear`: the rows stay without what says who it was, for what they count.
 * `keep`: they name nobody, or the law keeps them as they are.
 */
export type Erasure =
  | { how: 'delete' }
  | { how: 'clear'; set: Readonly<Record<string, string>>; when?: string; because?: KeptBecause }
  | { how: 'keep'; because?: KeptBecause }

/** Instead of a name, where a name must be. */
export const erasedName = '(dihapus)'

/** How a retention rule is carried out: one statement; `$1` is the rule's days. Which days, the data say. */
export interface Retention {
  /** `registry.retention_rule.key` */
  key: string
  statement: string
}
