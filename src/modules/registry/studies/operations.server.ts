import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { PageQuery, pageOf } from '#kernel/page.ts'
import { listHolders } from '#modules/identity/roles/holders.server.ts'
import { ScopeCode } from '#modules/region/schema.ts'
import { endOverdue, endStudy, makeStudy, openStudy } from './commands.server.ts'
import { isEvaluator, isOpener, mayEndStudy, mayOpenStudy, mayReadStudy } from './policy.ts'
import {
  allStudyRows,
  describeStudy,
  getStudyRow,
  isOver,
  listStudies,
  listStudyRows,
  type StoredStudy,
} from './queries.server.ts'
import { NewStudy, Reader, Study, StudyPage, StudyRow, StudyRowsQuery } from './schema.ts'

const One = z.object({ studyId: z.uuid() })
const Id = z.object({ id: z.uuid() })
const found = (ctx: Context, { studyId }: { studyId: string }) => getStudyRow(ctx, studyId)
const locked = (ctx: Context, { studyId }: { studyId: string }) => getStudyRow(ctx, studyId, true)
const system = (actor: Actor) => allowIf(actor.kind === 'system', 'hidden')

/** @throws Fault `conflict` before the rows are made and after the last day */
function assertReadable(ctx: Context, study: StoredStudy): void {
  if (study.state === 'preparing') throw new Fault('conflict', 'progress_study_preparing')
  if (isOver(study, ctx.now)) throw new Fault('conflict', 'progress_study_over')
}

export const readStudies = operation({
  name: 'registry.list_studies',
  summary: 'Studies of your regions, and those you were named in.',
  http: 'GET /studies',
  input: PageQuery,
  output: pageOf(Study),
  can: (actor) => allowIf(isOpener(actor) || isEvaluator(actor)),
  run: (ctx, query) => listStudies(ctx, query),
})

export const readStudy = operation({
  name: 'registry.get_study',
  summary: 'What a study is about, who may read it until when, and how much was left out.',
  http: 'GET /studies/{studyId}',
  input: One,
  output: Study,
  subject: found,
  can: (actor, study) => mayReadStudy(actor, study),
  run: (ctx, _, study) => describeStudy(ctx, study),
})

export const readEvaluators = operation({
  name: 'registry.list_evaluators',
  summary: 'Evaluators of a region, whom a study may name.',
  http: 'GET /evaluators',
  input: z.object({ regionCode: ScopeCode }),
  output: z.object({ items: z.array(Reader) }),
  can: (actor, _, { regionCode }) => mayOpenStudy(actor, regionCode),
  run: async (ctx, { regionCode }) => ({ items: await listHolders(ctx.db, 'evaluator', regionCode) }),
})

export const addStudy = operation({
  name: 'registry.open_study',
  summary:
    'Open a study: named evaluators get a frozen copy of the figures, without anything that names a business.',
  http: 'POST /studies',
  creates: true,
  secondFactor: true,
  input: NewStudy,
  output: Id,
  can: (actor, _, { regionCode }) => mayOpenStudy(actor, regionCode),
  run: async (ctx, study) => ({ id: await openStudy(ctx, study) }),
})

export const closeStudy = operation({
  name: 'registry.end_study',
  summary: 'End a study before its last day. Its key is destroyed: pseudonyms lead nowhere any more.',
  http: 'POST /studies/{studyId}/end',
  input: One,
  output: Id,
  subject: locked,
  can: (actor, study) => mayEndStudy(actor, study),
  async run(ctx, _, study) {
    await endStudy(ctx, study)
    return { id: study.id }
  },
})

export const readStudyRows = operation({
  name: 'registry.list_study_rows',
  summary: 'The rows of a study, without anything that names a business.',
  http: 'GET /studies/{studyId}/rows',
  input: StudyRowsQuery,
  output: StudyPage,
  subject: found,
  can: (actor, study) => mayReadStudy(actor, study),
  run: (ctx, query, study) => {
    assertReadable(ctx, study)
    return listStudyRows(ctx, query)
  },
})

export const exportStudy = operation({
  name: 'registry.export_study',
  summary: 'All rows of a study in one piece. Each download is kept in the audit log.',
  http: 'POST /studies/{studyId}/export',
  input: One,
  output: z.object({ study: Study, items: z.array(StudyRow) }),
  subject: found,
  can: (actor, study) => mayReadStudy(actor, study),
  async run(ctx, _, study) {
    assertReadable(ctx, study)
    const [described, items] = await Promise.all([describeStudy(ctx, study), allStudyRows(ctx, study.id)])
    ctx.audit({
      subject: { type: 'study', id: study.id },
      region: study.regionCode,
      changes: { rows: items.length },
    })
    return { study: described, items }
  },
})

export const prepareStudy = operation({
  name: 'registry.make_study',
  summary: 'Make the rows of a study that was opened.',
  input: One,
  output: z.object({ rows: z.number().int() }),
  subject: locked,
  can: system,
  run: async (ctx, _, study) => ({ rows: await makeStudy(ctx, study) }),
})

export const endStudies = operation({
  name: 'registry.end_studies',
  summary: 'End studies whose last day is over.',
  input: z.object({}),
  output: z.object({ ended: z.number().int() }),
  can: system,
  async run(ctx) {
    const ended = await endOverdue(ctx)
    ctx.audit({ changes: { ended }, nothing: ended === 0 })
    return { ended }
  },
})

export const studyOperations = [
  readStudies,
  readStudy,
  readEvaluators,
  addStudy,
  closeStudy,
  readStudyRows,
  exportStudy,
  prepareStudy,
  endStudies,
]
