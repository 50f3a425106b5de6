import type { Option } from '#ui/field.ts'
import type { RegistrationKind } from '../schema.ts'

/** One question, as the page that works without the office asks it. */
export interface Question {
  name: string
  label: string
  hint?: string
  /** `region` is chosen from the villages taken along. */
  type: 'text' | 'number' | 'tel' | 'select' | 'region'
  required: boolean
  options?: Option[]
  maxlength?: number
  width?: 'xs' | 's' | 'm'
  suffix?: string
}

/** Questions under one heading. */
export interface Part {
  title: string
  /** Seldom needed: opened on demand. */
  folded?: boolean
  questions: Question[]
}

/** Everything the page must know to ask, and to say what is wrong. */
export interface FieldDefinition {
  kinds: Option[]
  forms: Record<RegistrationKind, Part[]>
  /** States of a registration in the reader's words. */
  states: Record<string, string>
  errors: Record<string, string>
}

/** The parts of a form without some questions; a part that is empty then is left out. */
export const partsWithout = (form: readonly Part[], names: readonly string[]): Part[] =>
  form
    .map((part) => ({ ...part, questions: part.questions.filter(({ name }) => !names.includes(name)) }))
    .filter(({ questions }) => questions.length > 0)

/** The words of a question, for lists of what is wrong or clashes. */
export const labelOfQuestion = (form: readonly Part[], name: string): string =>
  form.flatMap(({ questions }) => questions).find((question) => question.name === name)?.label ?? name

/** An answer in words: of a choice its label, of a village its name. */
export function answerInWords(
  form: readonly Part[],
  name: string,
  value: string,
  villages: readonly { code: string; name: string }[],
): string {
  if (name === 'regionCode') return villages.find(({ code }) => code === value)?.name ?? value
  const question = form.flatMap(({ questions }) => questions).find((one) => one.name === name)
  return question?.options?.find((option) => option.value === value)?.label ?? value
}
