import { systemActor } from '#kernel/actor.ts'
import type { Operation } from '#kernel/operation.ts'
import { verifiedBusiness } from '#modules/registry/testing/businesses.ts'
import { provisionSpace } from '../../provision.server.ts'
import { now, type World } from '../../testing/world.ts'
import { closeDueRound, offerDrawnPlace, passOn, takeUpAcceptedPlace } from '../clock-operations.server.ts'
import { addRound, announce } from '../office-operations.server.ts'
import { applyForPlace } from '../operations.server.ts'

export const day = 86_400_000
export const plus = (milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString()
export const opens = plus(60_000)
export const during = plus(day)
export const until = plus(5 * day)
export const closing = plus(7 * day)
/** After the list closed. */
export const after = plus(7 * day + 60_000)

const tasks: Record<string, Operation> = {
  space_close_round: closeDueRound as unknown as Operation,
  space_offer_place: offerDrawnPlace as unknown as Operation,
  space_take_up_place: takeUpAcceptedPlace as unknown as Operation,
  space_pass_place_on: passOn as unknown as Operation,
}

/** What the tests of rounds have in common: a market with stalls, rounds in it, traders and the clock. */
export function rounds(here: World) {
  const system = systemActor('jobs')
  let done = 0

  async function market(codes: readonly string[] = ['A-1', 'A-2', 'A-3']) {
    const space = await provisionSpace({ pool: here.app, actor: here.manager, at: now }, { kind: 'market' })
    const unitIds: string[] = []
    for (const code of codes) {
      const { rows } = await here.owner.query<{ id: string }>(
        `insert into space.unit (space_id, kind, name, code, capacity) values ($1, 'stall', $2, $2, 1) returning id`,
        [space.id, code],
      )
      unitIds.push(rows[0]?.id ?? '')
    }
    return { space, unitIds }
  }

  /** An announced round that opens in a minute. */
  async function round(more: Record<string, unknown> = {}, codes?: readonly string[]) {
    const { space, unitIds } = await market(codes)
    const made = await here.run(addRound, here.manager, {
      spaceId: space.id,
      title: 'Lapak pasar potensi',
      unitIds,
      from: '2027-01-01',
      until: '2027-12-31',
      opensAt: opens,
      appliesUntil: until,
      closesAt: closing,
      ...more,
    })
    return here.run(announce, here.manager, { roundId: made.id })
  }

  async function trader(more: Parameters<typeof verifiedBusiness>[1] = {}) {
    return verifiedBusiness({ ...here, head: here.officer, call: () => ({}) as never }, more)
  }

  /** Somebody new who applies while the round is open. */
  async function applicant(roundId: string, more: Record<string, unknown> = {}) {
    const { owner, businessId, reference } = await trader()
    const application = await here.run(
      applyForPlace,
      owner,
      { roundId, businessId, ...more },
      { now: during },
    )
    return { owner, businessId, reference, application }
  }

  const close = (roundId: string, at = after) => here.run(closeDueRound, system, { roundId }, { now: at })

  /** Run the jobs that operations enqueued, as the queue would. */
  async function work(at: string): Promise<number> {
    const { rows } = await here.owner.query<{ id: string; task: string; payload: Record<string, unknown> }>(
      `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       where j.id > $1 and t.identifier like 'space\\_%' order by j.id`,
      [done],
    )
    for (const job of rows) {
      const op = tasks[job.task]
      if (op) await here.run(op, system, job.payload, { now: at })
      done = Number(job.id)
    }
    return rows.length
  }
  return { market, round, trader, applicant, close, work, system }
}
