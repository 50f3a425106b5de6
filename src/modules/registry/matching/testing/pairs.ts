import { expect } from 'vitest'
import { type Actor, systemActor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { provisionAtDesk, provisionRegistration, sampleRegistration } from '../../provision.server.ts'
import { world } from '../../testing/world.ts'
import { decideMatch, matchWaiting, readPair, separateMatch } from '../operations.server.ts'

export const at = await world()
export const instant = '2026-11-20T03:00:00.000Z'
export const later = '2026-11-20T06:00:00.000Z'

/** Compare whatever waits, as the job does. */
export async function matchAll() {
  for (;;) {
    const { compared } = await execute(matchWaiting, {}, at.call(systemActor('jobs')))
    if (compared === 0) return
  }
}

export let made = 0
/** A name no other test of this file uses: what looks alike is meant to. */
export const unique = () => {
  made += 1
  return `${words[made % words.length]}${'abcdefghij'[Math.floor(made / words.length) % 10]}`
}
const words = ['Pandawa', 'Kencana', 'Srikandi', 'Bengawan', 'Merapi', 'Nakula', 'Cempaka', 'Zamzam']

export const sent = async (more: object = {}, owner?: Actor) =>
  provisionRegistration(
    { pool: at.app, actor: owner ?? (await at.resident()), at: instant },
    sampleRegistration(more),
  )

/** The same business, sent by its owner and entered again at the desk. */
export async function twice(more: object = {}) {
  const name = `Warung ${unique()}`
  const owner = await at.resident('Sri Wahyuni')
  const first = await sent({ name, address: `Jl. Gajah Mada ${made}`, ...more }, owner)
  const second = await provisionAtDesk(
    { pool: at.app, actor: at.colleague, at: instant },
    sampleRegistration({
      name: name.replace('Warung', 'WR.'),
      ownerName: 'Ibu Sri Wahjuni',
      address: `Jln Gajahmada no ${made}`,
    }),
    owner.phone,
  )
  await matchAll()
  const { rows } = await at.owner.query(
    'select * from registry.match_pair where a_id = any ($1) and b_id = any ($1)',
    [[first.subjectId, second.subjectId]],
  )
  return {
    name,
    owner,
    first,
    second,
    pair: rows[0] as { id: string; score: number; state: string; reasons: string[] } | undefined,
  }
}
export const pairOf = async (more: object = {}) => {
  const all = await twice(more)
  if (!all.pair) throw new Error('no pair was found')
  return { ...all, pair: all.pair }
}
export const decide = (matchId: string, ruling: object, actor: Actor = at.officer) =>
  execute(decideMatch, { matchId, verdict: 'different', ...ruling } as never, at.call(actor, { now: later }))
export const separate = (matchId: string, actor: Actor = at.officer) =>
  execute(separateMatch, { matchId, reason: 'Ternyata dua usaha.' }, at.call(actor, { now: later }))
export const read = (matchId: string, actor: Actor = at.officer) =>
  execute(readPair, { matchId }, at.call(actor))

/** Everything recorded of businesses and their registrations, but for counters and clocks of changes. */
export async function snapshot(ids: readonly string[]) {
  const { rows: businesses } = await at.owner.query(
    `select to_jsonb(b) - 'version' - 'updated_at' as row from registry.business b where id = any ($1) order by id`,
    [ids],
  )
  const { rows: cases } = await at.owner.query(
    `select to_jsonb(r) - 'version' as row from registry.registration r where business_id = any ($1) order by id`,
    [ids],
  )
  return { businesses, cases }
}

interface Step {
  pair: number
  keepOther: boolean
  take: string[]
  apart: boolean
}

/** Merge and take apart as the steps say. @returns the pairs that are merged at the end */
export async function mergeAll(
  pairs: readonly { id: string; one: string; other: string }[],
  steps: readonly Step[],
) {
  const holds = new Set<string>()
  for (const { pair: n, keepOther, take, apart } of steps) {
    const pair = pairs[n]
    if (!pair) continue
    if (!holds.has(pair.id))
      // Refused where one of the two is merged already; that must change nothing.
      await decide(pair.id, { verdict: 'same', keep: keepOther ? pair.other : pair.one, take }).then(
        () => holds.add(pair.id),
        (fault) => expect(fault).toMatchObject({ code: 'conflict' }),
      )
    else if (apart) {
      await separate(pair.id)
      holds.delete(pair.id)
    }
  }
  return holds
}
