import { redirect } from '@sveltejs/kit'
import { isSignedIn } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { callOf, query, submit } from '#kernel/form.server.ts'
import { href } from '#kernel/locale.ts'
import { changeProfile } from '#modules/identity/accounts/own-operations.server.ts'
import { chosenRegion } from '#modules/region/picker.server.ts'
import { draftKeyIn, endDraft, readDraft } from '#modules/registry/drafts/draft.server.ts'
import { answersOfKind, fieldsOfStep, pathOf, type Step, steps } from '#modules/registry/drafts/draft.ts'
import { draftFor } from '#modules/registry/drafts/pages.server.ts'
import { isThisYou } from '#modules/registry/matching/operations.server.ts'
import { Similar } from '#modules/registry/matching/schema.ts'
import { mask } from '#modules/registry/numbers.ts'
import { readKnown, sendDraft } from '#modules/registry/operations.server.ts'
import type { RegistrationKind } from '#modules/registry/schema.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const draft = await draftFor(event, 'check')
  const { nik, kk, npwp, ...answers } = answersOfKind(draft.answers)
  if (!answers.kind) redirect(303, href('/daftar', event.locals.locale))
  const signedIn = isSignedIn(event.locals.actor)
  const known = signedIn && !draft.mends ? await query(event, readKnown, {}) : undefined
  const asked = Similar.omit({ phone: true }).safeParse({ ...answers, nik })
  const similar =
    signedIn && !draft.mends && asked.success ? (await query(event, isThisYou, asked.data)).items : []
  const issuedAt = nik ? [nik.slice(0, 2), nik.slice(2, 4), nik.slice(4, 6)].join('.') : undefined
  return {
    answers: { ...answers, kind: answers.kind },
    region: await chosenRegion(event, answers.regionCode),
    numbers: {
      nik: nik ? mask(nik) : (known?.nik ?? null),
      kk: kk ? mask(kk) : null,
      npwp: npwp ? mask(npwp) : null,
    },
    phone: known?.phone ?? null,
    similar,
    oddNik: issuedAt !== undefined && (await chosenRegion(event, issuedAt)) === null,
    maySend: signedIn || draft.mends !== null,
    mends: draft.mends && { reference: draft.mends.reference, reason: draft.mends.reason },
    signIn: href(
      `/masuk?next=${encodeURIComponent(href(pathOf('check'), event.locals.locale))}`,
      event.locals.locale,
    ),
  }
}

/** Which page asked the question, so that a refused answer leads back there. */
const stepOf = (field: string, kind: RegistrationKind): Step | undefined =>
  steps.find((step) => (fieldsOfStep(step, kind) as readonly string[]).includes(field))

/** A new account has no name yet: it is the one that was just written here, so nobody is asked twice. */
async function nameAccount(event: RequestEvent) {
  const { actor, locale } = event.locals
  if (!isSignedIn(actor) || actor.name !== '') return
  const name = (await readDraft(event))?.answers.ownerName
  if (name) await execute(changeProfile, { name, locale }, callOf(event, 'form')).catch(() => undefined)
}

export const actions: Actions = {
  async default(event) {
    await nameAccount(event)
    const result = await submit(event, sendDraft, { draft: draftKeyIn(event) ?? '' })
    if (result.ok) {
      endDraft(event)
      redirect(303, result.output.link)
    }
    const { answers } = await draftFor(event, 'check')
    const { errors } = result.failure.data
    const elsewhere = Object.entries(errors).flatMap(([field, message]) => {
      const step = stepOf(field, answers.kind ?? 'business')
      return step ? [{ field, message, href: href(`${pathOf(step)}?ubah=1`, event.locals.locale) }] : []
    })
    return { ...result.failure.data, elsewhere }
  },
}
