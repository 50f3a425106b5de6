import { computeDraw } from './compute.server.ts'
import { DrawFile } from './document.ts'
import { sha256 } from './order.server.ts'
import { isSigned } from './signature.server.ts'
import { weightOf } from './weights.ts'

/** What is checked, in the order in which it is told. */
export const checks = ['form', 'list', 'weights', 'seed', 'order', 'places', 'signature'] as const
export type Check = (typeof checks)[number]

export interface Finding {
  check: Check
  ok: boolean
  /** What differs, in English, for the command line. */
  detail: string
}

const first = (wanted: readonly unknown[], told: readonly unknown[]): number => {
  const length = Math.max(wanted.length, told.length)
  for (let index = 0; index < length; index++)
    if (JSON.stringify(wanted[index]) !== JSON.stringify(told[index])) return index
  return -1
}

function compareLists(check: Check, wanted: readonly unknown[], told: readonly unknown[]): Finding {
  const at = first(wanted, told)
  const says = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
  return at < 0
    ? { check, ok: true, detail: `${wanted.length} entries agree` }
    : {
        check,
        ok: false,
        detail: `entry ${at + 1}: computed ${says(wanted[at])}, file says ${says(told[at])}`,
      }
}

/** Compute a published file again and say for each part whether it agrees. */
export function verifyDraw(document: unknown, knownKey?: string): Finding[] {
  const parsed = DrawFile.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ check: 'form', ok: false, detail: `${issue?.path.join('.')}: ${issue?.message}` }]
  }
  const file = parsed.data
  const computed = computeDraw(file.list, file.seed, file.word)
  const key = knownKey ?? file.publicKey
  return [
    {
      check: 'form',
      ok: true,
      detail: `${file.list.applicants.length} applicants, ${file.list.places.length} places`,
    },
    {
      check: 'list',
      ok: computed.listHash === file.listHash,
      detail: `SHA-256 ${computed.listHash}`,
    },
    checkWeights(file),
    checkSeed(file),
    compareLists('order', computed.order, file.order),
    compareLists('places', computed.places, file.places),
    {
      check: 'signature',
      ok: file.publicKey === key && isSigned(document as DrawFile, key),
      detail: `Ed25519 ${key}`,
    },
  ]
}

function checkWeights({ list }: DrawFile): Finding {
  const wrong = list.applicants.find(({ factors, weight }) => weightOf(list.weights, factors) !== weight)
  const numbers = new Set(list.applicants.map(({ number }) => number))
  if (numbers.size !== list.applicants.length)
    return { check: 'weights', ok: false, detail: 'a number stands in the list twice' }
  return wrong
    ? {
        check: 'weights',
        ok: false,
        detail: `application ${wrong.number}: computed ${weightOf(list.weights, wrong.factors)}, file says ${wrong.weight}`,
      }
    : { check: 'weights', ok: true, detail: 'every weight follows from the published factors' }
}

function checkSeed(file: DrawFile): Finding {
  if (file.list.rule !== 'draw')
    return { check: 'seed', ok: file.seed === null, detail: 'this rule needs no seed' }
  if (file.seed === null || file.commitment === null || file.word === null)
    return { check: 'seed', ok: false, detail: 'seed, word or commitment is missing' }
  const hash = sha256(file.seed)
  if (file.commitment.at > file.closedAt)
    return { check: 'seed', ok: false, detail: 'the seed was committed after the list closed' }
  return {
    check: 'seed',
    ok: hash === file.commitment.hash,
    detail: `SHA-256 of the seed ${hash}, published ${file.commitment.at}`,
  }
}
