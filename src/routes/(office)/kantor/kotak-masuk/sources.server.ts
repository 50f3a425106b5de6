import { isHttpError, type RequestEvent } from '@sveltejs/kit'
import type { z } from 'zod'
import { execute } from '#kernel/execute.server.ts'
import { callOf, query } from '#kernel/form.server.ts'
import type { CasePage, CaseQuery, Decision } from '#kernel/inbox.ts'
import type { Operation } from '#kernel/operation.ts'
import * as registry from '#modules/registry/decisions/operations.server.ts'
import type { RegistrationCase } from '#modules/registry/decisions/schema.ts'
import * as appeals from '#modules/space/allotment/appeal-operations.server.ts'
import * as space from '#modules/space/decisions/operations.server.ts'

/** A decision on one case, with the version the officer saw. */
export type Ruling = Decision & { version?: number | undefined }

/** Modules whose cases wait in the inbox, by the word in the address: `/kantor/kotak-masuk/pendaftaran/…`. */
export const sourceNames = ['pendaftaran', 'pesanan', 'keberatan'] as const
export type SourceName = (typeof sourceNames)[number]

/** What a case page shows: the file every module answers, and the module's own record in it. */
export type OpenCase =
  | { source: 'pendaftaran'; file: RegistrationCase }
  | { source: 'pesanan'; file: z.output<typeof space.readBookingCase.output> }
  | { source: 'keberatan'; file: z.output<typeof appeals.readAppeal.output> }

interface Source {
  list(event: RequestEvent, filter: CaseQuery): Promise<CasePage>
  open(event: RequestEvent, id: string): Promise<OpenCase>
  decide(event: RequestEvent, id: string, ruling: Ruling, key: string | undefined): Promise<unknown>
  undo(event: RequestEvent, id: string): Promise<unknown>
}

const nothing: CasePage = { items: [], next: null, waiting: 0, overdue: 0 }

/** Who may not read a module's cases has none there: the rest of the inbox still opens. */
async function listOrNothing(
  event: RequestEvent,
  op: Operation<typeof CaseQuery, typeof CasePage, undefined>,
  filter: CaseQuery,
): Promise<CasePage> {
  try {
    return await query(event, op, filter)
  } catch (thrown) {
    if (isHttpError(thrown, 403)) return nothing
    throw thrown
  }
}

const act = <Input extends z.ZodType, Output extends z.ZodType, Subject>(
  event: RequestEvent,
  op: Operation<Input, Output, Subject>,
  input: unknown,
  key?: string,
) => execute(op, input, callOf(event, 'form', key))

const sources: Record<SourceName, Source> = {
  pendaftaran: {
    list: (event, filter) => listOrNothing(event, registry.listWaiting, filter),
    open: async (event, registrationId) => ({
      source: 'pendaftaran',
      file: await query(event, registry.readCase, { registrationId }),
    }),
    decide: (event, registrationId, ruling, key) =>
      act(event, registry.decideRegistration, { ...ruling, registrationId }, key),
    undo: (event, registrationId) => act(event, registry.undo, { registrationId }),
  },
  pesanan: {
    list: (event, filter) => listOrNothing(event, space.listBookingCases, filter),
    open: async (event, bookingId) => ({
      source: 'pesanan',
      file: await query(event, space.readBookingCase, { bookingId }),
    }),
    decide: (event, bookingId, ruling, key) => act(event, space.decideBooking, { ...ruling, bookingId }, key),
    undo: (event, bookingId) => act(event, space.undoBookingDecision, { bookingId }),
  },
  keberatan: {
    list: (event, filter) => listOrNothing(event, appeals.listAppealCases, filter),
    open: async (event, appealId) => ({
      source: 'keberatan',
      file: await query(event, appeals.readAppeal, { appealId }),
    }),
    decide: (event, appealId, ruling, key) => act(event, appeals.ruleOnAppeal, { ...ruling, appealId }, key),
    undo: (event, appealId) => act(event, appeals.undoAppealDecision, { appealId }),
  },
}

export const isSource = (name: string): name is SourceName =>
  (sourceNames as readonly string[]).includes(name)

export const sourceOf = (name: SourceName): Source => sources[name]
