/** One HTTP/1.1 answer as far as a load generator needs it. */
export interface Answer {
  status: number
  /** Bytes on the wire. */
  size: number
  head: string
  body: Buffer
}

const blank = Buffer.from('\r\n\r\n')

/** Where a chunked body that starts at `start` ends, once all of it is there. */
function chunkedEnd(bytes: Buffer, start: number): number | undefined {
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16)
    const next = lineEnd + 2 + size + 2
    if (next > bytes.length) return undefined
    if (size === 0) return next
    at = next
  }
}

function answerIn(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf(blank)
  if (headEnd === -1) return undefined
  const head = bytes.toString('latin1', 0, headEnd)
  const start = headEnd + 4
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)
  const chunked = !length && /\r\ntransfer-encoding: *chunked/i.test(head)
  const end = chunked ? chunkedEnd(bytes, start) : start + Number(length?.[1] ?? 0)
  if (end === undefined || end > bytes.length) return undefined
  return { status: Number(head.slice(9, 12)), size: end, head, body: bytes.subarray(start, end) }
}

/** Cuts the bytes of a kept-alive connection into answers; knows Content-Length and chunked bodies. */
export function answerReader(): (bytes: Buffer) => Answer[] {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const answers: Answer[] = []
    for (let answer = answerIn(rest); answer; answer = answerIn(rest)) {
      answers.push(answer)
      rest = rest.subarray(answer.size)
    }
    return answers
  }
}
