import { getContext, setContext } from 'svelte'

/** What an action gives back when the form must be shown again: everything typed, and what is wrong with it. */
export interface FormState {
  values?: Record<string, unknown>
  errors?: Record<string, string>
  /** A fault that belongs to no field, or the sentence that sums them up. */
  message?: string
}

/** How a field finds what was typed and what was wrong, without every page passing it down. */
export interface FormContext {
  /** Does the form want answers? Filters do not: there nothing must be filled in, and nobody has to be told so. */
  asks: boolean
  /** Has the form been sent and come back? Then typed values win over initial ones, also empty ones. */
  sent: () => boolean
  valuesOf: (name: string) => string[]
  errorOf: (name: string) => string | undefined
}

const key = Symbol('form')

const nothing: FormContext = { asks: false, sent: () => false, valuesOf: () => [], errorOf: () => undefined }

export const setFormContext = (context: FormContext) => setContext(key, context)

/** A field may stand outside a Form (filters, search): then there is nothing typed and nothing wrong. */
export const getFormContext = (): FormContext => getContext<FormContext | undefined>(key) ?? nothing

const textOf = (value: unknown): string[] => {
  if (value === undefined || value === null || value === false) return []
  if (Array.isArray(value)) return value.flatMap(textOf)
  if (value === true) return ['on']
  return typeof value === 'object' ? [] : [String(value)]
}

/** Values and errors of one form by field name; `a.b` also finds `{ a: { b } }`. */
export function formContext(state: () => FormState | null | undefined): FormContext {
  const read = (name: string): unknown => {
    const values = state()?.values
    if (!values || name in values) return values?.[name]
    return name
      .split('.')
      .reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], values)
  }
  return {
    asks: true,
    sent: () => state()?.values !== undefined,
    valuesOf: (name) => textOf(read(name)),
    errorOf: (name) => state()?.errors?.[name],
  }
}

/** The id of a field's control: error summaries link to it. */
export const fieldId = (name: string) => `f-${name.replace(/[^\w-]+/g, '-')}`
