import type { ActionFailure } from '@sveltejs/kit'
import type { Fault } from '#kernel/fault.ts'
import type { FormState } from '#kernel/form.server.ts'

/**
 * The refused form with the name of the field in each general message, so that the summary above a long form says which
 * one is meant (`Alamat: Wajib diisi.`), in the order in which the fields stand on the page, as `labels` has them.
 */
export function named(
  { fault, failure }: { fault: Fault; failure: ActionFailure<FormState> },
  labels: Readonly<Record<string, string>>,
): FormState {
  const errors = { ...failure.data.errors }
  const general = (fault.info.fields ?? []).filter(({ key }) => key.startsWith('kernel_'))
  for (const path of new Set(general.map((field) => field.path))) {
    const label = labels[path]
    if (label) errors[path] = `${label}${label.endsWith('?') ? '' : ':'} ${errors[path]}`
  }
  const places = Object.keys(labels)
  const placeOf = (path: string) => (places.includes(path) ? places.indexOf(path) : places.length)
  const ordered = Object.entries(errors).sort(([a], [b]) => placeOf(a) - placeOf(b))
  return { ...failure.data, errors: Object.fromEntries(ordered) }
}
