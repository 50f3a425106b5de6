import { z } from 'zod'
import { isSignedIn } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import type { PersonalTable } from '#kernel/personal-data.ts'
import { forgetKeysOf } from '#modules/identity/keys/verify.server.ts'
import type { Database } from '#platform/database/transaction.ts'
import { erasePerson } from './erase.commands.server.ts'
import { actAsSystem, getSubject, getSubjectOfPerson, readSections } from './personal.queries.server.ts'
import { mayHandle, mustBeOpen, tellAnswered } from './requests.operations.server.ts'
import { closeRequest, getRequest, type RequestSubject } from './requests.queries.server.ts'
import { DataRequest, OwnData, RequestAnswer } from './schema.ts'

const subjectOf = (db: Database, request: RequestSubject) =>
  request.accountId === null
    ? getSubjectOfPerson(db, request.personId ?? '')
    : getSubject(db, request.accountId)

/** What needs to know the tables of every module: they are joined above all modules (`src/personal-data.ts`). */
export function personalDataOperations(tables: readonly PersonalTable[]) {
  const readOwnData = operation({
    name: 'registry.get_my_data',
    summary: 'Everything this program knows about oneself, from every part of it.',
    http: 'GET /me/data',
    input: z.object({}),
    output: OwnData,
    // A key of one's own may not carry everything away: a person asks, signed in.
    can: (actor) => allowIf(isSignedIn(actor) && actor.kind === 'account'),
    async run(ctx) {
      await actAsSystem(ctx.db)
      const subject = await getSubject(ctx.db, ctx.actor.accountId ?? '')
      const sections = await readSections(ctx.db, tables, subject, ctx.locale)
      return { madeAt: ctx.now, name: subject.name, sections }
    },
  })

  const answerDataRequest = operation({
    name: 'registry.answer_data_request',
    summary: 'Answer a request about personal data. Granting an erasure erases, at once and for good.',
    http: 'POST /data-requests/{requestId}/answer',
    secondFactor: true,
    input: RequestAnswer,
    output: DataRequest,
    subject: (ctx, { requestId }) => getRequest(ctx.db, requestId, { forUpdate: true }),
    can: mayHandle,
    async run(ctx, { requestId, version, decision, answer }, request) {
      mustBeOpen(request, decision)
      if (version !== request.version) throw new Fault('stale', 'privacy_stale')
      if (request.accountId === null && request.personId === null && decision === 'done')
        throw new Fault('conflict', 'privacy_guest_unproven')
      const erases = request.kind === 'erasure' && decision === 'done'
      await tellAnswered(ctx, request, erases)
      await closeRequest(ctx, request, { state: decision, answer })
      if (erases) {
        await actAsSystem(ctx.db)
        const kept = await erasePerson(ctx.db, tables, await subjectOf(ctx.db, request))
        await closeRequest(ctx, { ...request, state: 'done' }, { state: 'done', answer, kept })
        if (request.accountId !== null) forgetKeysOf(request.accountId)
        ctx.touch('registrations')
        ctx.touch('space')
      }
      ctx.audit({
        subject: { type: 'data_request', id: requestId },
        region: request.regionCode,
        changes: { kind: request.kind, decision },
      })
      return getRequest(ctx.db, requestId)
    },
  })
  return { readOwnData, answerDataRequest }
}
