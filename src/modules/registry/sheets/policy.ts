import { type Actor, holds, scopeOf } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders } from '../policy.ts'

/** Lists are imported by those who register at the desk, anywhere at all; each row asks again for its own place. */
export const mayImportAnything = (actor: Actor): boolean => scopeOf(actor, deciders).length > 0

/** A run is its office's: who started it, and officers over that office. */
export const mayImport = (actor: Actor, run: { regionCode: string; createdBy: string | null }): Verdict =>
  allowIf(
    holds(actor, deciders, run.regionCode) ||
      (mayImportAnything(actor) && actor.accountId !== null && actor.accountId === run.createdBy),
    'hidden',
  )
