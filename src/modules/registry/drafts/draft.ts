import { fieldsByKind } from '../rules.ts'
import type { Registration, RegistrationKind } from '../schema.ts'

/** Answers so far; each was checked when its page was sent. */
export type Answers = Partial<Registration>

export interface Mending {
  registrationId: string
  reference: string
  reason: string
}

/** A registration being written, as its pages see it. */
export interface Draft {
  id: string
  answers: Answers
  /** The returned registration it mends, and what is to be mended. */
  mends: Mending | null
  /** The registration it became. */
  sentAs: string | null
}

const common = [
  'kind',
  'name',
  'regionCode',
  'address',
  'rt',
  'rw',
  'ownerName',
  'nik',
  'kk',
  'nib',
  'npwp',
] as const

/** The answers that belong to the kind: a change of mind leaves others behind, and they are not sent. */
export function answersOfKind(answers: Answers): Answers {
  if (!answers.kind) return answers
  const wanted: readonly string[] = [...common, ...fieldsByKind[answers.kind]]
  return Object.fromEntries(Object.entries(answers).filter(([field]) => wanted.includes(field))) as Answers
}

/** The pages of the questions, in order. */
export const steps = ['kind', 'about', 'place', 'owner', 'check'] as const
export type Step = (typeof steps)[number]

const paths: Record<Step, string> = {
  kind: '/daftar',
  about: '/daftar/tentang',
  place: '/daftar/tempat',
  owner: '/daftar/pemilik',
  check: '/daftar/periksa',
}
export const pathOf = (step: Step): string => paths[step]

/** The first page that still needs an answer; `check` when all have one. */
export function firstOpenStep(answers: Answers): Step {
  if (!answers.kind) return 'kind'
  if (!answers.name) return 'about'
  if (!answers.regionCode || !answers.address) return 'place'
  if (!answers.ownerName) return 'owner'
  return 'check'
}

/** May this page be shown, or must an earlier one be answered first? */
export const isReachable = (step: Step, answers: Answers): boolean =>
  steps.indexOf(step) <= steps.indexOf(firstOpenStep(answers))

/** Fields of a page; those it owns are replaced as a whole, so that an emptied answer is gone. */
export const fieldsOfStep = (
  step: Step,
  kind: RegistrationKind | undefined,
): readonly (keyof Registration)[] => {
  if (step === 'kind') return ['kind']
  if (step === 'place') return ['regionCode', 'address', 'rt', 'rw']
  if (step === 'owner') return ['ownerName', 'nik', 'kk', 'nib', 'npwp']
  return step === 'about' ? ['name', ...(kind ? fieldsByKind[kind] : [])] : []
}
