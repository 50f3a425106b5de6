import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { faultStatus } from '#kernel/fault.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { formState, readForm } from '#kernel/form.server.ts'
import { formatTime } from '#kernel/format.ts'
import type { Decision } from '#kernel/inbox.ts'
import { href } from '#kernel/locale.ts'
import { enterCase } from '#kernel/presence.server.ts'
import { faultOf } from '#kernel/problem.ts'
import { m } from '#messages'
import { zoneOf } from '#modules/region/rules.ts'
import { appPool } from '#platform/database/app-pool.ts'
import { log } from '#platform/log.ts'
import { readFilters, writeFilters } from '../../filters.ts'
import { neighbours } from '../../neighbours.server.ts'
import { loadQueue, rowsOf } from '../../queue.server.ts'
import { decisionOf, reasonOf, type Said } from '../../reason.ts'
import { isSource, sourceNames, sourceOf } from '../../sources.server.ts'
import { standInOf } from '../../stand-in.ts'
import { rememberDecision } from '../../undo.server.ts'
import type { Actions, PageServerLoad } from './$types'

/** The source and filters an address names; an address we did not write has no case. */
function placeOf(event: RequestEvent<{ source: string; id: string }>) {
  const { source, id } = event.params
  if (!isSource(source) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    error(404, m.kernel_not_found())
  const filters = readFilters(event.url.searchParams, sourceNames)
  return { source, id, filters, from: event.url.searchParams.get('dari') }
}

export const load: PageServerLoad = async (event) => {
  const { source, id, filters, from } = placeOf(event)
  const { actor, locale } = event.locals
  const [open, queue] = await Promise.all([sourceOf(source).open(event, id), loadQueue(event, filters, from)])
  const { item } = open.file
  const [around, [row], onlookers] = await Promise.all([
    neighbours(event, queue, item, filters),
    rowsOf(event, [{ ...item, source }], () => ''),
    enterCase({ pool: appPool(), actor }, item),
  ])
  const waiting = queue.counts
    .filter((one) => filters.source === null || one.source === filters.source)
    .reduce((sum, one) => sum + one.waiting, 0)
  const zone = zoneOf(item.regionCode)
  return {
    open,
    row,
    around,
    waitingHere: waiting,
    back: href(`/kantor/kotak-masuk${writeFilters(filters, from)}`, locale),
    search: writeFilters(filters, from),
    standIn: open.file.decisions.length > 0 ? standInOf(actor, item.regionCode) : null,
    onlookers: onlookers.map(({ name, since }) => ({ name, since: formatTime(since, locale, zone) })),
  }
}

const decisions = ['approve', 'return', 'reject'] as const
const isDecision = (value: unknown): value is Decision['decision'] => decisions.some((one) => one === value)

/** What the form of one decision says; each has fields of its own so that none is mistaken for another's. */
async function readRuling(event: RequestEvent) {
  const fields = await readForm(event)
  const text = (name: string) => {
    const value = fields.get(name)?.[0]
    return typeof value === 'string' ? value : ''
  }
  const decision = text('decision')
  if (!isDecision(decision)) error(400, m.kernel_bad_value())
  const said: Said = { code: text(`${decision}_code`), text: text(`${decision}_text`) }
  return {
    fields,
    decision,
    said,
    key: text('_key') || undefined,
    version: Number(text('version')) || undefined,
  }
}

const doneText = {
  approve: m.office_done_approve,
  return: m.office_done_return,
  reject: m.office_done_reject,
}

export const actions: Actions = {
  /** Show the message first; nothing is decided. */
  async preview(event) {
    const { decision, said } = await readRuling(event)
    const values = { [`${decision}_code`]: said.code, [`${decision}_text`]: said.text }
    return { decision, preview: true, values, errors: {}, message: undefined }
  },

  async decide(event) {
    const { source, id, filters, from } = placeOf(event)
    const { fields, decision, said, key, version } = await readRuling(event)
    const { locale } = event.locals
    const { file } = await sourceOf(source).open(event, id)
    if (decision !== 'approve' && reasonOf(said, file.reasons).length < 3) {
      const values = { [`${decision}_code`]: said.code, [`${decision}_text`]: said.text }
      return fail(422, {
        decision,
        preview: false,
        values,
        errors: { [`${decision}_text`]: m.office_reason_needed() },
        message: undefined,
      })
    }
    // Where to go on is asked before: afterwards the case is no longer in the queue.
    const { next } = await neighbours(event, await loadQueue(event, filters, from), file.item, filters)
    try {
      await sourceOf(source).decide(event, id, { ...decisionOf(decision, said, file.reasons), version }, key)
    } catch (thrown) {
      const fault = faultOf(thrown)
      if (fault.code === 'internal')
        log.error({ err: thrown, requestId: event.locals.requestId }, 'decision failed')
      const state = formState(fault, fields, locale)
      return fail(faultStatus[fault.code], { decision, preview: false, ...state, errors: {} })
    }
    rememberDecision(event, [{ source, id }], doneText[decision]({ title: file.item.title }))
    if (next) redirect(303, href(next.href, locale))
    setFlash(event, m.office_queue_done(), 'info')
    redirect(303, href(`/kantor/kotak-masuk${writeFilters(filters)}`, locale))
  },
}
