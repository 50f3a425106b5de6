import { error } from '@sveltejs/kit'
import { m } from '#messages'
import { sectionOf } from '#modules/registry/households/labels.ts'
import type { LayoutServerLoad } from './$types'

/** Which section the address names. */
export const load: LayoutServerLoad = ({ params }) => {
  const section = sectionOf(params.bagian)
  if (!section) error(404, { message: m.kernel_not_found() })
  return { section }
}
