import type { Fault } from '#kernel/fault.ts'
import type { FormState } from '#kernel/form.server.ts'
import type { Locale } from '#kernel/locale.ts'
import { fieldLabel } from '#modules/registry/households/labels.ts'
import type { SectionName } from '#modules/registry/households/schema.ts'

/** Says which question is meant where the message itself does not: "Pekerjaan: Isi bagian ini". */
export function named(
  state: FormState,
  { section, fault, locale }: { section: SectionName; fault: Fault; locale: Locale },
): FormState {
  const errors = { ...state.errors }
  for (const { path, key } of fault.info.fields ?? [])
    if (key.startsWith('kernel_') && path !== 'reason' && path !== 'until')
      errors[path] = `${fieldLabel(section, path, locale)}: ${errors[path]}`
  return { ...state, errors }
}
