import type { Question } from './schema.ts'

/** What is asked about, in a form that came back. */
export const questionsIn = (form: { details?: Record<string, unknown> } | null | undefined): Question[] =>
  (form?.details?.questions as Question[] | undefined) ?? []
