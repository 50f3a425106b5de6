import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { setFlash } from '#kernel/flash.server.ts'
import { readForm } from '#kernel/form.server.ts'
import type { CaseFile, Decision } from '#kernel/inbox.ts'
import { href } from '#kernel/locale.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { log } from '#platform/log.ts'
import { pageSize } from '../queue.server.ts'
import { decisionOf, previewOf, reasonOf, type Said } from '../reason.ts'
import { type SourceName, sourceOf } from '../sources.server.ts'
import { readCase, rememberDecision } from '../undo.server.ts'
import type { Actions, PageServerLoad } from './$types'

const decisions = ['approve', 'return', 'reject'] as const
const isDecision = (value: unknown): value is Decision['decision'] => decisions.some((one) => one === value)

interface Chosen {
  source: SourceName
  id: string
}

/** The chosen cases, each once, no more than one page of the queue holds. */
const chosenOf = (values: readonly unknown[]): Chosen[] =>
  [...new Set(values)]
    .flatMap((value) => (typeof value === 'string' ? (readCase(value) ?? []) : []))
    .slice(0, pageSize)

/** Filters to go back to; only what this program writes itself. */
const backOf = (value: string | null) =>
  `/kantor/kotak-masuk${value !== null && /^\?[\w=&.%+-]*$/.test(value) ? value : ''}`

/** Why a case will be skipped; undefined when it can be decided so. */
function skipped(file: CaseFile, decision: Decision['decision']): string | undefined {
  if (file.own) return m.office_own_case()
  if (file.decisions.length === 0) return m.office_nothing_to_decide()
  if (file.decisions.includes(decision)) return undefined
  return decision === 'return' ? m.office_bulk_no_return() : m.office_not_yours()
}

export const load: PageServerLoad = async (event) => {
  const query = event.url.searchParams
  const decision = query.get('keputusan')
  const chosen = chosenOf(query.getAll('case'))
  const back = backOf(query.get('kembali'))
  if (!isDecision(decision) || chosen.length === 0) {
    setFlash(event, m.office_bulk_none(), 'warning')
    redirect(303, href(back, event.locals.locale))
  }
  const files = await Promise.all(chosen.map(async (one) => ({ ...one, ...(await openFile(event, one)) })))
  const [first] = files
  const alike = first !== undefined && files.every((one) => one.source === first.source)
  return {
    decision,
    back: href(back, event.locals.locale),
    reasons:
      (alike &&
        decision !== 'approve' &&
        first.file?.reasons.filter((reason) => reason.for.includes(decision))) ||
      [],
    rows: files.map(({ source, id, file, gone }) => ({
      source,
      id,
      title: file?.item.title ?? gone ?? '',
      detail: file?.item.detail ?? '',
      missing: (file?.item.missing ?? []).map((key) => translate(key, undefined, event.locals.locale)),
      skipped: file ? skipped(file, decision) : gone,
      message: file?.notices[decision] && previewOf(file.notices[decision], '', m.office_preview_gap()),
    })),
  }
}

/** A case that is gone since the list was shown is said so; it does not keep the others from being decided. */
async function openFile(
  event: RequestEvent,
  { source, id }: Chosen,
): Promise<{ file?: CaseFile; gone?: string }> {
  try {
    return { file: (await sourceOf(source).open(event, id)).file }
  } catch (thrown) {
    if (isHttpError(thrown) && thrown.status !== 500) return { gone: thrown.body.message }
    throw thrown
  }
}

const isHttpError = (thrown: unknown): thrown is { status: number; body: { message: string } } =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && 'body' in thrown

export interface Result {
  id: string
  title: string
  ok: boolean
  message: string
}

const done = { approve: m.office_done_approve, return: m.office_done_return, reject: m.office_done_reject }

export const actions: Actions = {
  /** Decide each case by itself, under a key of its own; one that fails undoes no other. */
  async default(event) {
    const fields = await readForm(event)
    const text = (name: string) => String(fields.get(name)?.[0] ?? '')
    const decision = text('decision')
    if (!isDecision(decision)) error(400, m.kernel_bad_value())
    const said: Said = { code: text('code'), text: text('text') }
    const chosen = chosenOf(fields.get('case') ?? [])
    const key = text('_key')
    const results: Result[] = []
    const decided: Chosen[] = []
    for (const one of chosen) {
      const { file, gone } = await openFile(event, one)
      if (!file) {
        results.push({ id: one.id, title: gone ?? '', ok: false, message: gone ?? '' })
        continue
      }
      if (decision !== 'approve' && reasonOf(said, file.reasons).length < 3)
        return fail(422, {
          values: { code: said.code, text: said.text },
          errors: { text: m.office_reason_needed() },
          message: undefined,
          results: undefined,
        })
      const { title } = file.item
      try {
        await sourceOf(one.source).decide(
          event,
          one.id,
          decisionOf(decision, said, file.reasons),
          key && `${key}:${one.id}`,
        )
        results.push({ id: one.id, title, ok: true, message: done[decision]({ title }) })
        decided.push(one)
      } catch (thrown) {
        const fault = faultOf(thrown)
        if (fault.code === 'internal')
          log.error({ err: thrown, requestId: event.locals.requestId }, 'decision failed')
        results.push({
          id: one.id,
          title,
          ok: false,
          message: translate(fault.key, fault.info.params, event.locals.locale),
        })
      }
    }
    if (decided.length > 0) rememberDecision(event, decided, m.office_done_many({ count: decided.length }))
    return { results, values: undefined, errors: undefined, message: undefined }
  },
}
