import { z } from 'zod'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { findBusiness } from '../business.server.ts'
import { isStaffReader, mayChangeBusiness, mayReadBusiness } from '../policy.ts'
import { assertFresh, assertReason } from '../profile/commands.server.ts'
import { endMove, insertMove, settleMove, tellOwner } from './commands.server.ts'
import { described, getMoveForUpdate, listMoves, listMovesOf, type MoveRow } from './queries.server.ts'
import { type MoveState, mayCancelMove, mayDecideMove, moveTransitions, settlesAtOnce } from './rules.ts'
import { Move, MoveDecision, MovePage, MoveQuery, NewMove } from './schema.ts'

const assertOpen = (move: MoveRow, to: MoveState) => {
  if (!moveTransitions.may(move.state, to)) throw new Fault('conflict', 'registry_move_ended')
}

export const moveBusiness = operation({
  name: 'registry.move_business',
  summary:
    'A verified business goes to another village. Who is responsible for both places moves it at once; else the office of the new place accepts.',
  http: 'POST /businesses/{businessId}/moves',
  creates: true,
  input: NewMove,
  output: z.object({ id: z.uuid(), state: Move.shape.state }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor, business) => mayChangeBusiness(actor, business),
  async run(ctx, { version, businessId: _, ...wanted }, business) {
    assertFresh(business, version)
    assertReason(ctx, business, wanted.reason)
    const id = await insertMove(ctx, business, wanted)
    const move = await getMoveForUpdate(ctx, id)
    if (settlesAtOnce(ctx.actor, move)) {
      await settleMove(ctx, move)
      await tellOwner(ctx, move, true)
      return { id, state: 'accepted' as const }
    }
    ctx.audit({
      subject: { type: 'business', id: business.id },
      region: business.regionCode,
      changes: { move: { from: move.fromRegion, to: move.toRegion } },
    })
    ctx.touch('registrations')
    return { id, state: 'waiting' as const }
  },
  constraints: { business_move_one_waiting: () => new Fault('conflict', 'registry_move_waits') },
})

export const listBusinessMoves = operation({
  name: 'registry.list_business_moves',
  summary: 'The moves of one business, newest first.',
  http: 'GET /businesses/{businessId}/moves',
  input: z.object({ businessId: z.uuid() }),
  output: z.object({ items: z.array(Move) }),
  subject: (ctx, { businessId }) => findBusiness(ctx, businessId),
  can: (actor, business) => mayReadBusiness(actor, business),
  run: async (ctx, { businessId }) => ({ items: await listMovesOf(ctx, businessId) }),
})

export const listOfficeMoves = operation({
  name: 'registry.list_moves',
  summary: 'Businesses that move into your regions, or out of them.',
  http: 'GET /moves',
  input: MoveQuery,
  output: MovePage,
  can: (actor) => allowIf(isStaffReader(actor)),
  run: (ctx, query) => listMoves(ctx, query),
})

export const decideMove = operation({
  name: 'registry.decide_move',
  summary: 'The office of the new place accepts a move, or says why not. Permits and the case go along.',
  http: 'POST /moves/{moveId}/decision',
  input: MoveDecision,
  output: Move,
  subject: (ctx, { moveId }) => getMoveForUpdate(ctx, moveId),
  can: (actor, move) => mayDecideMove(actor, move),
  async run(ctx, { moveId, decision, answer }, move) {
    assertOpen(move, decision)
    if (decision === 'accepted') await settleMove(ctx, move)
    else {
      if (answer === undefined) throw fieldFault('answer', 'registry_move_answer_needed')
      await endMove(ctx, moveId, 'refused', answer)
      ctx.audit({
        subject: { type: 'business', id: move.businessId },
        region: move.toRegion,
        reason: answer,
        changes: { move: 'refused' },
      })
    }
    await tellOwner(ctx, move, decision === 'accepted')
    const [told] = await described(ctx, [await getMoveForUpdate(ctx, moveId)])
    if (!told) throw new Fault('not_found', 'kernel_not_found')
    return told
  },
})

export const cancelMove = operation({
  name: 'registry.cancel_move',
  summary: 'Take back a move that was not decided yet.',
  http: 'POST /moves/{moveId}/cancellation',
  input: z.object({ moveId: z.uuid() }),
  output: z.object({ state: Move.shape.state }),
  subject: (ctx, { moveId }) => getMoveForUpdate(ctx, moveId),
  can: (actor, move) => mayCancelMove(actor, move),
  async run(ctx, { moveId }, move) {
    assertOpen(move, 'cancelled')
    await endMove(ctx, moveId, 'cancelled')
    ctx.audit({
      subject: { type: 'business', id: move.businessId },
      region: move.fromRegion,
      changes: { move: 'cancelled' },
    })
    return { state: 'cancelled' as const }
  },
})

export const moveOperations = [moveBusiness, listBusinessMoves, listOfficeMoves, decideMove, cancelMove]
