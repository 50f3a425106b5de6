import type { ActionFailure } from '@sveltejs/kit'
import type { Fault } from '#kernel/fault.ts'
import type { FormState } from '#kernel/form.server.ts'

/**
 * The refused form with the name of the field in each general message, so that the summary above a long form says which
 * one is meant: `Alamat: Wajib diisi.`
 */
export function named(
  { fault, failure }: { fault: Fault; failure: ActionFailure<FormState> },
  labels: Readonly<Record<string, string>>,
): FormState {
  const state = failure.data
  for (const { path, key } of fault.info.fields ?? [])
    if (key.startsWith('kernel_') && labels[path]) state.errors[path] = `${labels[path]}: ${state.errors[path]}`
  return state
}
