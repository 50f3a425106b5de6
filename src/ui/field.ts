/** A value one may pick. */
export interface Option {
  value: string
  label: string
  /** A line of explanation under the label. */
  hint?: string
  /** Short text at the end of a choice card: a price, a number left. */
  end?: string
  disabled?: boolean
  /** Heading under which a select lists it. */
  group?: string
}

/** Options in the order given, gathered under their groups. */
export function grouped(options: readonly Option[]): { group: string; options: Option[] }[] {
  const groups = new Map<string, Option[]>()
  for (const option of options) {
    const group = option.group ?? ''
    groups.set(group, [...(groups.get(group) ?? []), option])
  }
  return [...groups].map(([group, items]) => ({ group, options: items }))
}

/** What each kind of input asks of a phone's keyboard. */
export const keyboards: Record<
  string,
  { inputmode?: 'numeric' | 'tel' | 'email' | 'search'; autocomplete?: 'tel' | 'email' | 'one-time-code' }
> = {
  tel: { inputmode: 'tel', autocomplete: 'tel' },
  email: { inputmode: 'email', autocomplete: 'email' },
  number: { inputmode: 'numeric' },
  code: { inputmode: 'numeric', autocomplete: 'one-time-code' },
}

/** The `type` of the `<input>` for ours. Numbers are text: a wheel or a letter must not change or lose what was typed. */
export const inputType = (type: string) => (type === 'number' || type === 'code' ? 'text' : type)
