import { type ActionFailure, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import type { z } from 'zod'
import { coerce } from '#kernel/coerce.ts'
import { Fault, faultStatus } from '#kernel/fault.ts'
import { type FormState, formState, readForm } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { inputFault } from '#kernel/problem.ts'
import { questionOf } from '../labels.ts'
import { keepAnswers, readDraft } from './draft.server.ts'
import {
  type Answers,
  type Draft,
  fieldsOfStep,
  firstOpenStep,
  isReachable,
  pathOf,
  type Step,
  steps,
} from './draft.ts'

/** The draft a page works on; who comes too early is taken to the first page without an answer. */
export async function draftFor(event: RequestEvent, step: Step): Promise<Draft> {
  const draft = await readDraft(event)
  const answers = draft?.answers ?? {}
  if (!draft || !isReachable(step, answers))
    redirect(303, href(pathOf(firstOpenStep(answers)), event.locals.locale))
  return draft
}

/** Numbers that a page never shows again once they are kept. */
const secrets = ['nik', 'kk', 'npwp'] as const

/**
 * Check and keep the answers of one page, then go on: to the next page, or back to the check when one answer is changed.
 * @returns the page again with what is wrong
 */
export async function saveStep(
  event: RequestEvent,
  step: Step,
  questions: z.ZodType,
): Promise<ActionFailure<FormState>> {
  const fields = await readForm(event)
  const parsed = questions.safeParse(coerce(questions, fields, 'people'), { reportInput: true })
  if (!parsed.success) return refuse(event, inputFault(parsed.error), fields)
  const known = (await readDraft(event))?.answers ?? {}
  const answers = parsed.data as Answers
  const removed = fields.get('remove') ?? []
  for (const field of secrets) {
    const kept = known[field]
    if (step === 'owner' && kept && !answers[field] && !removed.includes(field)) answers[field] = kept
  }
  const tooLate = Number(new Date().getUTCFullYear()) < (answers.startedYear ?? 0)
  if (tooLate) return refuse(event, yearFault, fields)
  const { answers: all } = await keepAnswers(event, fieldsOfStep(step, known.kind), answers)
  const changing = event.url.searchParams.has('ubah') && step !== 'kind'
  const next = steps[steps.indexOf(step) + 1] ?? 'check'
  const target = changing && isReachable('check', all) ? 'check' : next
  redirect(303, href(pathOf(target), event.locals.locale))
}

const yearFault = new Fault('invalid_input', 'kernel_invalid_input', {
  fields: [{ path: 'startedYear', key: 'registry_field_year' }],
})

/** The page again. A general message ("must be filled in") is said with the name of its question. */
async function refuse(event: RequestEvent, fault: Fault, fields: Awaited<ReturnType<typeof readForm>>) {
  const { locale } = event.locals
  const state = formState(fault, fields, locale)
  const kind = (await readDraft(event))?.answers.kind ?? 'business'
  for (const { path, key } of fault.info.fields ?? [])
    if (key.startsWith('kernel_'))
      state.errors[path] = `${questionOf(path, kind, locale)}: ${state.errors[path]}`
  return fail(faultStatus[fault.code], state)
}
