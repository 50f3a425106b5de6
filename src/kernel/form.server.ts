import { type ActionFailure, error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { appPool } from '#platform/database/app-pool.ts'
import { log } from '#platform/log.ts'
import { pageCache } from '#platform/page-cache.ts'
import { isSignedIn } from './actor.ts'
import { coerce, type RawFields } from './coerce.ts'
import type { Via } from './context.ts'
import { type Call, execute } from './execute.server.ts'
import { type Fault, faultStatus } from './fault.ts'
import { href } from './locale.ts'
import type { Operation } from './operation.ts'
import { faultOf, fieldMessage, translate } from './problem.ts'

/** What a page gets back when its form was refused: everything typed, and a message at each field. */
export interface FormState {
  values: Record<string, string | string[]>
  errors: Record<string, string>
  message: string
  code: string
  details?: Record<string, unknown>
}

export type Submitted<Output> =
  | { ok: true; output: Output }
  | { ok: false; fault: Fault; failure: ActionFailure<FormState> }

/** The call a page makes; the door is `page` for reads and `form` for acts. */
export function callOf(event: RequestEvent, via: Via, idempotencyKey?: string): Call {
  const { actor, locale, requestId } = event.locals
  return {
    pool: appPool(),
    actor,
    locale,
    requestId,
    via,
    now: new Date().toISOString(),
    idempotencyKey,
    onChanged: (tags) => pageCache.drop(tags),
  }
}

/**
 * Run a read for a page. A visitor who must sign in first is sent there and comes back;
 * other faults become the page's error with a message in the reader's language.
 */
export async function query<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  event: RequestEvent,
  op: Operation<Input, Output, Subject>,
  input: z.input<Input>,
): Promise<z.output<Output>> {
  try {
    return await execute(op, input, callOf(event, 'page'))
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal')
      log.error({ err: thrown, op: op.name, requestId: event.locals.requestId }, 'read failed')
    sendToSignIn(event, fault)
    error(faultStatus[fault.code], {
      message: translate(fault.key, fault.info.params, event.locals.locale),
      code: fault.code,
    })
  }
}

/** Row security hides one's own records from whoever is not signed in: a reminder's link leads there all the same. */
const isHiddenFromVisitor = ({ locals, route }: RequestEvent, { code }: Fault): boolean =>
  code === 'not_found' && !isSignedIn(locals.actor) && /^\/\((mine|office)\)/.test(route.id ?? '')

/** Who is not signed in, or not by two factors where the act asks for them, is sent there and comes back to this page. */
function sendToSignIn(event: RequestEvent, fault: Fault): void {
  const strong = fault.info.details?.secondFactor === true
  // Nobody becomes staff by a second factor: who holds no role is told so, not sent to set one up.
  if (strong && event.route.id?.startsWith('/(office)') && event.locals.actor.grants.length === 0)
    error(403, { message: translate('kernel_forbidden', undefined, event.locals.locale), code: 'forbidden' })
  if (fault.code !== 'unauthenticated' && !strong && !isHiddenFromVisitor(event, fault)) return
  const next = encodeURIComponent(event.url.pathname + event.url.search)
  redirect(303, href(`${strong ? '/masuk/petugas/kode' : '/masuk'}?next=${next}`, event.locals.locale))
}

/** Fields never sent back to the page. */
const secret = /^(_key|password|newPassword|currentPassword|code|totp|nik)$/

/**
 * Run an act with what a form sent: text is read by the operation's schema, `extra` (path parameters, what the page knows)
 * wins over the form. The hidden field `_key` makes a second sending harmless.
 */
export async function submit<Input extends z.ZodType, Output extends z.ZodType, Subject>(
  event: RequestEvent,
  op: Operation<Input, Output, Subject>,
  extra: Record<string, unknown> = {},
): Promise<Submitted<z.output<Output>>> {
  const fields = await readForm(event)
  const key = fields.get('_key')?.[0]
  const typed = coerce(op.input, fields, 'people')
  const input = typeof typed === 'object' && typed !== null ? { ...typed, ...extra } : extra
  try {
    const call = callOf(event, 'form', typeof key === 'string' && key !== '' ? key : undefined)
    return { ok: true, output: await execute(op, input, call) }
  } catch (thrown) {
    const fault = faultOf(thrown)
    if (fault.code === 'internal')
      log.error({ err: thrown, op: op.name, requestId: event.locals.requestId }, 'act failed')
    sendToSignIn(event, fault)
    return {
      ok: false,
      fault,
      failure: fail(faultStatus[fault.code], formState(fault, fields, event.locals.locale)),
    }
  }
}

/** The fields of the posted form; read once, kept for a second operation of the same action. */
export async function readForm(event: RequestEvent): Promise<RawFields> {
  if (event.locals.form) return event.locals.form
  const fields: RawFields = new Map()
  for (const [name, value] of await event.request.formData())
    fields.set(name, [
      ...(fields.get(name) ?? []),
      typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value,
    ])
  event.locals.form = fields
  return fields
}

/** The typed values and faults of a form, for pages that refuse before any operation is asked. */
export function formState(fault: Fault, fields: RawFields, locale: 'id' | 'en'): FormState {
  const values: FormState['values'] = {}
  for (const [name, all] of fields) {
    const texts = all.filter((value) => typeof value === 'string')
    if (!secret.test(name) && texts.length > 0) values[name] = texts.length > 1 ? texts : (texts[0] ?? '')
  }
  const errors: FormState['errors'] = {}
  for (const field of fault.info.fields ?? []) errors[field.path] ??= fieldMessage(field, locale)
  return {
    values,
    errors,
    message: translate(fault.key, fault.info.params, locale),
    code: fault.code,
    ...(fault.info.details && { details: fault.info.details }),
  }
}
