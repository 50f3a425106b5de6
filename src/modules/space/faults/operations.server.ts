import { z } from 'zod'
import { type Actor, scopeOf } from '#kernel/actor.ts'
import { Fault as Refused } from '#kernel/fault.ts'
import { Picture } from '#kernel/file.server.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { sign, verify } from '#platform/sign.ts'
import { getSpace } from '../places/queries.server.ts'
import { deskRoles, isDesk } from '../policy.ts'
import { SpaceKey } from '../schema.ts'
import { addDonePhoto, addReportPhoto, handle, join, report } from './commands.server.ts'
import { getFault, listCases, listOpen, listReports, toPublic } from './queries.server.ts'
import {
  Fault,
  FaultCase,
  FaultPage,
  FaultQuery,
  FaultReport,
  Handling,
  Reported,
  ReportInput,
} from './schema.ts'

const desk = (actor: Actor, fault: FaultCase) => allowIf(isDesk(actor, fault.regionCode))
const One = z.object({ faultId: z.uuid() })
const purpose = 'space.fault_report'

/** Shows that a report was just made by this person; with it they may add their photo. */
export const reportToken = (reportId: string): string => sign(purpose, reportId)

export const reportFault = operation({
  name: 'space.report_fault',
  summary:
    'Say that something is missing or broken. No account is needed; what others reported already counts one more.',
  http: 'POST /spaces/{spaceId}/faults',
  creates: true,
  input: ReportInput,
  output: Reported,
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: () => 'allowed',
  async run(ctx, told, space) {
    if (space.state !== 'published' && !isDesk(ctx.actor, space.regionCode))
      throw new Refused('conflict', 'space_refuse_not_offered')
    const { faultId, reportId, joined } = await report(ctx, space, told)
    return { fault: toPublic(await getFault(ctx, faultId)), reportId, joined }
  },
})

export const joinFault = operation({
  name: 'space.join_fault',
  summary: '“Me too”: one more person misses what was reported.',
  http: 'POST /faults/{faultId}/me-too',
  input: One.extend({ visitor: ReportInput.shape.visitor, source: ReportInput.shape.source }),
  output: Reported,
  subject: (ctx, { faultId }) => getFault(ctx, faultId),
  can: () => 'allowed',
  async run(ctx, { visitor, source }, fault) {
    if (fault.state !== 'open' && fault.state !== 'assigned')
      throw new Refused('conflict', 'space_wrong_state', { details: { state: fault.state } })
    const reportId = await join(
      ctx,
      fault,
      { visitor, source, note: '' },
      isDesk(ctx.actor, fault.regionCode),
    )
    return { fault: toPublic(await getFault(ctx, fault.id)), reportId, joined: true }
  },
})

/** Comes by a form: a photograph is no JSON. */
export const addFaultPhoto = operation({
  name: 'space.add_fault_photo',
  summary: 'Add a photo to a report just made, by the one who made it.',
  input: One.extend({ reportId: z.uuid(), token: z.string().max(100), picture: Picture }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { faultId }) => getFault(ctx, faultId),
  can: (_, __, { reportId, token }) => allowIf(verify(purpose, reportId, token), 'hidden'),
  async run(ctx, { reportId, picture }, fault) {
    const bytes = new Uint8Array(await picture.arrayBuffer())
    await addReportPhoto(ctx, { id: reportId, regionCode: fault.regionCode }, bytes)
    return { id: reportId }
  },
})

export const addMendedPhoto = operation({
  name: 'space.add_mended_photo',
  summary: 'Add a photo of what was mended.',
  input: One.extend({ picture: Picture }),
  output: z.object({ id: z.uuid() }),
  subject: (ctx, { faultId }) => getFault(ctx, faultId, true),
  can: desk,
  async run(ctx, { picture }, fault) {
    await addDonePhoto(ctx, fault, new Uint8Array(await picture.arrayBuffer()))
    return { id: fault.id }
  },
})

export const listOpenFaults = operation({
  name: 'space.list_open_faults',
  summary: 'What is missing or broken in a space now: how many asked, since when, and what was promised.',
  http: 'GET /spaces/{spaceId}/faults',
  input: z.object({ spaceId: SpaceKey }),
  output: z.object({ items: z.array(Fault) }),
  subject: (ctx, { spaceId }) => getSpace(ctx, spaceId),
  can: () => 'allowed',
  run: async (ctx, _, space) => ({ items: (await listOpen(ctx, space.id)).map(toPublic) }),
})

export const listFaultCases = operation({
  name: 'space.list_faults',
  summary: 'Faults of the spaces of your regions: those that run, longest first, or those that are over.',
  http: 'GET /my-spaces/faults',
  input: FaultQuery,
  output: FaultPage,
  can: (actor) => allowIf(scopeOf(actor, deskRoles).length > 0),
  async run(ctx, { spaceId, ...filter }) {
    const space = spaceId === undefined ? null : await getSpace(ctx, spaceId)
    return listCases(ctx, filter, scopeOf(ctx.actor, deskRoles), space?.id ?? null)
  },
})

export const readFault = operation({
  name: 'space.get_fault',
  summary: 'A fault with what people wrote about it.',
  http: 'GET /faults/{faultId}',
  input: One,
  output: FaultCase.extend({ reports: z.array(FaultReport) }),
  subject: (ctx, { faultId }) => getFault(ctx, faultId),
  can: desk,
  run: async (ctx, _, fault) => ({ ...fault, reports: await listReports(ctx, fault.id) }),
})

export const handleFault = operation({
  name: 'space.handle_fault',
  summary: 'Assign a fault with a promised date, say that it is done or will not be, or open it again.',
  http: 'POST /faults/{faultId}/handling',
  input: Handling,
  output: FaultCase,
  subject: (ctx, { faultId }) => getFault(ctx, faultId, true),
  can: desk,
  async run(ctx, act, fault) {
    await handle(ctx, fault, act)
    return getFault(ctx, fault.id)
  },
  constraints: { fault_once: () => new Refused('conflict', 'keeper_fault_runs') },
})

export const faultOperations = [
  reportFault,
  joinFault,
  addFaultPhoto,
  addMendedPhoto,
  listOpenFaults,
  listFaultCases,
  readFault,
  handleFault,
]
