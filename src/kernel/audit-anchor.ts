import { createHash } from 'node:crypto'

/** Last link of one lane of the audit chain. */
export interface Head {
  lane: number
  seq: number
  /** Hexadecimal. */
  hash: string
}

export interface Anchor {
  /** ISO instant. */
  at: string
  heads: readonly Head[]
}

const title = 'berdaya-audit-anchor 1'

const digestOf = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex')

/**
 * All heads as a text to keep elsewhere: printed, mailed, in a notary's drawer. Whoever owns the database could rewrite
 * chain and heads alike; they cannot rewrite this.
 */
export function writeAnchor({ at, heads }: Anchor): string {
  const lines = [
    title,
    `at ${at}`,
    ...heads.filter(({ seq }) => seq > 0).map(({ lane, seq, hash }) => `${lane} ${seq} ${hash}`),
  ]
  return `${[...lines, `digest ${digestOf(lines)}`].join('\n')}\n`
}

/** @throws when the text is no anchor, or was damaged. */
export function readAnchor(text: string): Anchor {
  const lines = text.trim().split(/\r?\n/)
  const last = lines.pop() ?? ''
  if (lines[0] !== title) throw new Error('this file is no audit anchor')
  if (last !== `digest ${digestOf(lines)}`) throw new Error('the anchor was damaged: its digest does not fit')
  const heads = lines.slice(2).map((line) => {
    const [lane, seq, hash = ''] = line.split(' ')
    return { lane: Number(lane), seq: Number(seq), hash }
  })
  return { at: (lines[1] ?? '').replace(/^at /, ''), heads }
}
