import { chosenRegion, keepRegion, regionStep } from '#modules/region/picker.server.ts'
import { draftFor, saveStep } from '#modules/registry/drafts/pages.server.ts'
import { placeQuestions } from '#modules/registry/schema.ts'
import { servedRegion } from '../../../../process.server.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { answers } = await draftFor(event, 'place')
  const { kind, regionCode, address, rt, rw } = answers
  return { kind, answers: { address, rt, rw }, region: await chosenRegion(event, regionCode) }
}

export const actions: Actions = {
  async default(event) {
    const step = await regionStep(event, { near: servedRegion() })
    if (step) return step
    await draftFor(event, 'place')
    return keepRegion(event, await saveStep(event, 'place', placeQuestions))
  },
}
