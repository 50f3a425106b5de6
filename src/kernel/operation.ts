import type { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Context } from './context.ts'
import type { Fault } from './fault.ts'

/** A policy's answer: `hidden` is told as 404, so that a stranger cannot learn that the record exists. */
export type Verdict = 'allowed' | 'forbidden' | 'hidden'

/** `allowed` or, when the condition fails, the other verdict. */
export const allowIf = (condition: boolean, otherwise: Verdict = 'forbidden'): Verdict =>
  condition ? 'allowed' : otherwise

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
/** `POST /spaces/{spaceId}/bookings`; path parameters are fields of the input. */
export type Route = `${Method} /${string}`

/**
 * One use case, declared once and called by pages, REST API, command line and jobs alike.
 * The members are methods on purpose: a list may then hold operations of different inputs without casts.
 */
export interface Operation<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Subject = unknown,
> {
  /** `module.verb_noun`: the audit's name of the act and the API's operation id. */
  name: `${string}.${string}`
  /** One sentence for the API document. */
  summary: string
  http?: Route
  /** A read runs in a read-only transaction and leaves no audit entry. Default: true when `http` is a GET. */
  reads?: boolean
  /** Answers 201: the request made a record. */
  creates?: boolean
  /** Only for staff who gave their second factor in this session. API keys and the system are exempt. */
  secondFactor?: boolean
  input: Input
  output: Output
  /** Load (and lock, in a write) what the act is about; throw `not_found` when there is none. */
  subject?(ctx: Context, input: z.output<Input>): Promise<Subject>
  can(actor: Actor, subject: Subject, input: z.output<Input>): Verdict
  run(ctx: Context, input: z.output<Input>, subject: Subject): Promise<z.input<Output>>
  /**
   * What a violated database constraint means, by its name. Called in a fresh read transaction, because the
   * failed one is gone: so it may look up alternatives.
   */
  constraints?: Record<string, (ctx: Context, input: z.output<Input>) => Fault | Promise<Fault>>
}

/** Declare an operation; the types follow from the schemas. */
export function operation<Input extends z.ZodType, Output extends z.ZodType, Subject = undefined>(
  declared: Operation<Input, Output, Subject>,
): Operation<Input, Output, Subject> {
  return declared
}

/** Does the operation only read? */
export const isRead = (op: Operation) => op.reads ?? op.http?.startsWith('GET ') ?? false

/** The API scope an operation needs: `space:read` or `space:write`. */
export const keyScopeOf = (op: Operation) => `${op.name.split('.')[0]}:${isRead(op) ? 'read' : 'write'}`
