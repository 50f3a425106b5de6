import type { z } from 'zod'
import * as messages from '#paraglide/messages.js'
import { Fault, type FaultCode, type FieldFault, faultStatus } from './fault.ts'
import type { Locale } from './locale.ts'

type Params = Record<string, string | number>
type Translate = (params: Params, options: { locale: Locale }) => string
const table = messages as unknown as Record<string, Translate | undefined>

/** The text of a message key; an unknown key is shown as itself, so that it is seen and mended. */
export function translate(key: string, params: Params | undefined, locale: Locale): string {
  const message = table[key]
  return typeof message === 'function' ? message(params ?? {}, { locale }) : key
}

/** RFC 9457 problem details, with our closed code and the faults by field. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: FaultCode
  errors?: { path: string; message: string }[]
  requestId?: string
  [fact: string]: unknown
}

export function problemOf(fault: Fault, locale: Locale, requestId?: string): Problem {
  const { params, fields, details } = fault.info
  return {
    ...details,
    type: `/api#${fault.code}`,
    title: translate(`kernel_fault_${fault.code}`, undefined, locale),
    status: faultStatus[fault.code],
    detail: translate(fault.key, params, locale),
    code: fault.code,
    ...(fields && {
      errors: fields.map((field) => ({ path: field.path, message: fieldMessage(field, locale) })),
    }),
    ...(requestId && { requestId }),
  }
}

export const fieldMessage = (field: FieldFault, locale: Locale) => translate(field.key, field.params, locale)

/** Any thrown thing as a fault; what we did not foresee is `internal` and carries nothing outside. */
export const faultOf = (error: unknown): Fault =>
  error instanceof Fault ? error : new Fault('internal', 'kernel_internal')

/** zod's issues as our field faults: each says how to mend the field. Schemas may give a message key themselves. */
export function inputFault(error: z.ZodError): Fault {
  const fields = error.issues.filter((issue) => !isBeyondNumbers(issue, error.issues)).flatMap(fieldsOf)
  return new Fault('invalid_input', 'kernel_invalid_input', { fields })
}

/** Past what a number can hold: says nothing to people where the field has a limit of its own. */
const isBeyondNumbers = (issue: z.core.$ZodIssue, all: readonly z.core.$ZodIssue[]) =>
  (issue.code === 'too_big' || issue.code === 'too_small') &&
  issue.origin === 'int' &&
  all.some((other) => other !== issue && other.path.join('.') === issue.path.join('.'))

function fieldsOf(issue: z.core.$ZodIssue): FieldFault[] {
  const path = issue.path.join('.')
  // A schema's own message is a message key: lower case and underscores.
  if (/^[a-z]+(_[a-z0-9]+)+$/.test(issue.message)) return [{ path, key: issue.message }]
  switch (issue.code) {
    case 'invalid_type':
      return [{ path, key: wrongKind(issue) }]
    case 'too_small':
      return [smallFault(path, issue)]
    case 'too_big':
      return [
        issue.origin === 'string'
          ? { path, key: 'kernel_field_too_long', params: { maximum: Number(issue.maximum) } }
          : { path, key: 'kernel_field_too_big', params: { maximum: Number(issue.maximum) } },
      ]
    case 'invalid_value':
      return [{ path, key: 'kernel_field_choose' }]
    case 'invalid_format':
      return [{ path, key: formatKeys[issue.format] ?? 'kernel_field_wrong_format' }]
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), key: 'kernel_field_unknown' }))
    default:
      return [{ path, key: 'kernel_field_wrong' }]
  }
}

function wrongKind({ input, expected }: z.core.$ZodIssueInvalidType): string {
  if (input === undefined) return 'kernel_field_required'
  return expected === 'number' || expected === 'int' ? 'kernel_field_number' : 'kernel_field_wrong_kind'
}

const formatKeys: Record<string, string | undefined> = {
  email: 'kernel_field_email',
  date: 'kernel_field_date',
  time: 'kernel_field_time',
  datetime: 'kernel_field_datetime',
  uuid: 'kernel_field_wrong',
}

function smallFault(path: string, issue: z.core.$ZodIssueTooSmall): FieldFault {
  if (issue.origin !== 'string')
    return { path, key: 'kernel_field_too_small', params: { minimum: Number(issue.minimum) } }
  return Number(issue.minimum) <= 1
    ? { path, key: 'kernel_field_required' }
    : { path, key: 'kernel_field_too_short', params: { minimum: Number(issue.minimum) } }
}
