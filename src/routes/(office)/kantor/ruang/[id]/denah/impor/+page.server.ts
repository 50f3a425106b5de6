import { fail, redirect } from '@sveltejs/kit'
import { execute } from '#kernel/execute.server.ts'
import { setFlash } from '#kernel/flash.server.ts'
import { callOf, formState, query, readForm, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { faultOf, translate } from '#kernel/problem.ts'
import { m } from '#messages'
import { getPlan, importPlan, previewImport } from '#modules/space/markets/operations.server.ts'
import type { Actions } from './$types'

const mostBytes = 1_000_000

export const actions: Actions = {
  /** Read the file and say what it would do; nothing is saved yet. */
  async preview(event) {
    const fields = await readForm(event)
    const file = fields.get('file')?.[0]
    const spaceId = String(event.params.id)
    if (!(file instanceof File) || file.size === 0)
      return fail(422, {
        values: {},
        errors: { file: m.kernel_field_required() },
        message: m.kernel_invalid_input(),
        code: 'invalid_input',
        preview: null,
        text: '',
      })
    const text = file.size <= mostBytes ? await file.text() : '{'
    try {
      const preview = await execute(previewImport, { spaceId, geojson: text }, callOf(event, 'page'))
      const { version } = await query(event, getPlan, { spaceId })
      const problems = preview.problems
        .slice(0, 50)
        .map(({ feature, key }) => ({ feature, text: translate(key, undefined, event.locals.locale) }))
      return {
        preview: { ...preview, problems },
        text,
        version,
        values: {},
        errors: {},
        message: '',
        code: '',
      }
    } catch (thrown) {
      const state = formState(faultOf(thrown), new Map(), event.locals.locale)
      const { geojson, ...errors } = state.errors
      return fail(422, {
        ...state,
        errors: geojson ? { ...errors, file: geojson } : errors,
        preview: null,
        text: '',
      })
    }
  },
  async import(event) {
    const result = await submit(event, importPlan, { spaceId: event.params.id })
    if (!result.ok) return fail(result.failure.status, { ...result.failure.data, preview: null, text: '' })
    setFlash(event, m.market_plan_saved({ count: result.output.stalls.length }))
    redirect(303, href(`/kantor/ruang/${event.params.id}/denah`, event.locals.locale))
  },
}
