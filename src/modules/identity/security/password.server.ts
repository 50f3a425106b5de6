import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { fieldFault } from '#kernel/fault.ts'

export const shortestPassword = 10

let factory: Promise<ZxcvbnFactory> | undefined

/** The word lists take some megabytes: loaded when the first password is chosen, not when the process starts. */
async function loadFactory(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, leaked, indonesian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-id'),
  ])
  // Built for Node the package wraps its graphs once more than its types say.
  const wrapped: { default?: typeof leaked.adjacencyGraphs } = leaked.adjacencyGraphs as object
  const graphs = wrapped.default ?? leaked.adjacencyGraphs
  return new Factory({
    dictionary: { ...leaked.dictionary, ...indonesian.dictionary },
    graphs: { qwerty: graphs.qwerty, keypad: graphs.keypad },
  })
}

/** Words everybody around here tries first. */
const local = [
  'berdaya',
  'kelurahan',
  'kecamatan',
  'mangkubumen',
  'surakarta',
  'pemkot',
  'pemkab',
  'dinas',
  'rahasia',
]

/**
 * Refuse a password that a guesser would soon reach (zxcvbn, at least 3 of 4: leaked passwords, rows of keys, Indonesian words and names).
 * `about` are words of the person: name, address.
 * @throws Fault at the field `newPassword`.
 */
export async function checkPassword(password: string, about: readonly string[]): Promise<void> {
  if (password.length < shortestPassword)
    throw fieldFault('newPassword', 'identity_field_password_short', { minimum: shortestPassword })
  factory ??= loadFactory()
  const words = about
    .flatMap((word) => word.toLowerCase().split(/[\s@.,]+/))
    .filter((word) => word.length > 2)
  // What lies beyond the first hundred characters no longer makes it weaker, only slower to look at.
  const { score } = (await factory).check(password.slice(0, 100), [...words, ...local])
  if (score < 3) throw fieldFault('newPassword', 'identity_field_password_weak')
}

let decoy: Promise<string> | undefined

/**
 * Is this the password? Where there is no account the same work is done for nothing, so that the time of the answer
 * does not tell which addresses have one.
 */
export async function isPassword(password: string, hash: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword('no account has this password')
  const right = await verifyPassword({ password, hash: hash ?? (await decoy) })
  return right && hash !== null && hash !== undefined
}
