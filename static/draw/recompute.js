/**
 * A second implementation of `berdaya-draw-1` (docs/draw.md), for the visitor's own browser. It shares no line with the one on the server, is
 * written another way on purpose (blocks instead of a tree, big integers instead of doubles, WebCrypto), and loads nothing.
 */
const utf8 = new TextEncoder()
const blockSize = 64

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** @param {string} text */
const digest = async (text) => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text)))

/** SHA-256 of a text, in hexadecimal. @param {string} text */
export const sha256 = async (text) => hex(await digest(text))

/** A document as its one text. @param {unknown} value @returns {string} */
export function write(value) {
  switch (true) {
    case Array.isArray(value): {
      const parts = []
      for (const member of value) parts.push(write(member))
      return '[' + parts.join(',') + ']'
    }
    case value !== null && typeof value === 'object': {
      const entries = Object.entries(value)
      entries.sort((a, b) => (a[0] < b[0] ? -1 : 1))
      return '{' + entries.map((entry) => JSON.stringify(entry[0]) + ':' + write(entry[1])).join(',') + '}'
    }
    case typeof value === 'number' && !Number.isInteger(value):
      throw new Error('not a whole number')
    default:
      return JSON.stringify(value)
  }
}

/** The weight that follows from the published factors. */
export function weigh(points, factors) {
  let sum = points.base
  if (factors.local) sum += points.local
  sum += factors.support > points.supportCap ? points.supportCap : factors.support
  const lessForWins = factors.wins * points.win
  sum -= lessForWins > points.winCap ? points.winCap : lessForWins
  const lessForAbsences = factors.absences * points.absence
  sum -= lessForAbsences > points.absenceCap ? points.absenceCap : lessForAbsences
  if (sum < points.minimum) return points.minimum
  return sum > points.maximum ? points.maximum : sum
}

/** Numbers of turn and attempt, 48 bits each. */
async function source(keyBytes) {
  const key = await crypto.subtle.importKey('raw', keyBytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return async (turn, attempt) => {
    const mac = new DataView(await crypto.subtle.sign('HMAC', key, utf8.encode(turn + '/' + attempt)))
    return (BigInt(mac.getUint32(0)) << 16n) | BigInt(mac.getUint16(4))
  }
}

/** Who is drawn at each turn: owners in a row of blocks, each block with the sum of its tickets. */
async function drawn(applicants, keyBytes, onProgress) {
  const numberOf = await source(keyBytes)
  const left = applicants.map((applicant) => applicant.weight)
  const blocks = []
  for (let start = 0; start < left.length; start += blockSize)
    blocks.push(left.slice(start, start + blockSize).reduce((sum, weight) => sum + weight, 0))
  let total = blocks.reduce((sum, block) => sum + block, 0)
  const order = []
  const ahead = 256
  for (let turn = 1; turn <= applicants.length; turn += ahead) {
    const last = Math.min(turn + ahead - 1, applicants.length)
    // First attempts do not depend on each other: they are computed together.
    const firsts = await Promise.all(
      Array.from({ length: last - turn + 1 }, (_, index) => numberOf(turn + index, 0)),
    )
    for (let now = turn; now <= last; now++) {
      const tickets = BigInt(total)
      let number = firsts[now - turn]
      for (let attempt = 1; number / tickets === (1n << 48n) / tickets && (1n << 48n) % tickets !== 0n; attempt++)
        number = await numberOf(now, attempt)
      let ticket = Number(number % tickets)
      let block = 0
      while (ticket >= blocks[block]) ticket -= blocks[block++]
      let index = block * blockSize
      while (ticket >= left[index]) ticket -= left[index++]
      blocks[block] -= left[index]
      total -= left[index]
      left[index] = 0
      order.push(applicants[index].number)
    }
    onProgress?.(last, applicants.length)
  }
  return order
}

const text = (value) => value ?? ''

/** @param list the closed list @param keyBytes of the draw, or null */
async function arrange(list, keyBytes, onProgress) {
  if (list.rule === 'draw') return drawn(list.applicants, keyBytes, onProgress)
  const everyone = list.applicants.slice()
  everyone.sort((a, b) => {
    if (list.rule === 'rotation') {
      if (a.factors.wins !== b.factors.wins) return a.factors.wins - b.factors.wins
      const [one, two] = [text(a.factors.lastWin), text(b.factors.lastWin)]
      if (one !== two) return one < two ? -1 : 1
    }
    return a.number - b.number
  })
  return everyone.map((applicant) => applicant.number)
}

/** Each in order takes the dearest place still free. */
function settle(list, order) {
  const applicants = new Map()
  for (const applicant of list.applicants) applicants.set(applicant.number, applicant)
  const taken = new Set()
  const result = []
  for (const number of order) {
    const applicant = applicants.get(number)
    const open = (place) =>
      !taken.has(place.code) && (place.sectors.length === 0 || place.sectors.indexOf(applicant.sector) !== -1)
    let got
    for (const wish of applicant.wishes) {
      const kind = wish.slice(0, wish.indexOf(':'))
      const name = wish.slice(wish.indexOf(':') + 1)
      got = list.places.find(
        (place) =>
          open(place) && ((kind === 'place' && place.code === name) || (kind === 'zone' && name !== '' && place.zone === name)),
      )
      if (got) break
    }
    if (!got && applicant.any) got = list.places.find(open)
    if (!got) continue
    taken.add(got.code)
    result.push({ place: got.code, number })
    if (taken.size === list.places.length) break
  }
  return result
}

/**
 * Hash, order and places of a list, computed from nothing but the published numbers.
 * @param {any} list @param {string | null} seed @param {string | null} word
 * @param {(done: number, all: number) => void} [onProgress]
 */
export async function recompute(list, seed, word, onProgress) {
  const listHash = await sha256(write(list))
  const key = seed === null || word === null ? null : await digest(['berdaya-draw-1', seed, listHash, word].join('\n'))
  const order = await arrange(list, key, onProgress)
  return { listHash, order, places: settle(list, order) }
}

/** true, false, or undefined where this browser knows no Ed25519. */
async function signed(file) {
  const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  const { signature, ...rest } = file
  let key
  try {
    key = await crypto.subtle.importKey('raw', bytes(file.publicKey), 'Ed25519', false, ['verify'])
  } catch {
    return undefined
  }
  return crypto.subtle.verify('Ed25519', key, bytes(signature), utf8.encode(write(rest)))
}

/**
 * Check a published file. @returns {Promise<{ check: string, ok: boolean | undefined }[]>}
 * @param {any} file @param {string} publicKey announced with the round
 * @param {(done: number, all: number) => void} [onProgress]
 */
export async function check(file, publicKey, onProgress) {
  const computed = await recompute(file.list, file.seed, file.word, onProgress)
  const same = (one, two) => write(one) === write(two)
  const { list } = file
  const drawnByLot = list.rule === 'draw'
  return [
    { check: 'list', ok: computed.listHash === file.listHash },
    {
      check: 'weights',
      ok:
        list.applicants.every((applicant) => weigh(list.weights, applicant.factors) === applicant.weight) &&
        new Set(list.applicants.map((applicant) => applicant.number)).size === list.applicants.length,
    },
    {
      check: 'seed',
      ok: drawnByLot
        ? (await sha256(file.seed)) === file.commitment.hash && file.commitment.at <= file.closedAt
        : file.seed === null,
    },
    { check: 'order', ok: same(computed.order, file.order) },
    { check: 'places', ok: same(computed.places, file.places) },
    { check: 'signature', ok: file.publicKey === publicKey ? await signed(file) : false },
  ]
}
