import type { FaultCode } from '../../src/kernel/fault.ts'
import type { Cast } from '../support/cast.ts'
import type { TestDatabase } from '../support/database.ts'

export type Player = keyof Cast

/** What the rows have to work with. */
export interface Probe {
  database: TestDatabase
  cast: Cast
}

/** Who may do one operation, said before it is tried. */
export interface Row {
  /**
   * Those the policy lets through. A key is let through where its owner, the administrator, is and one of its scopes
   * says so; a key without scopes never.
   */
  may: readonly Player[]
  /** An input that reaches the record; made anew for every player, since acts use records up. */
  input(probe: Probe, player: Player): unknown
  /** What else may happen to those let through, besides success. */
  orElse?: readonly FaultCode[]
  /** The answer is for everyone to see. */
  open?: true
  /** Only a person signed in may, never a program. */
  noKeys?: true
}

export type Table = Readonly<Record<string, Row>>

export const administrators = ['administrator', 'foreignAdministrator', 'national'] as const
export const people = [
  'owner',
  'resident',
  'officer',
  'manager',
  'head',
  'foreignOfficer',
  'foreignHead',
  ...administrators,
] as const
export const everyone = ['anonymous', ...people] as const
export const nothing = () => ({})

/** Texts that stand in the records of the place; who is refused, and who is of another place, must never read them. */
export const secrets = {
  name: 'Rahasia Ningsih',
  business: 'Warung Rahasia',
  address: 'Jl. Tersembunyi 99',
  phone: '81200000099',
  nik: '3372055501900099',
} as const
