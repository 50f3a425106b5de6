import { assignPlaces } from './assign.ts'
import type { DrawFile, DrawList } from './document.ts'
import { format } from './document.ts'
import { drawKey, hashOfList, orderOf } from './order.server.ts'
import { signDocument } from './signature.server.ts'

/** What a draw is made of beside the list; seed and word are null where the rule needs no chance. */
export interface Ingredients {
  commitment: { hash: string; at: string } | null
  closedAt: string
  seed: string | null
  word: string | null
  drawnAt: string
}

/** Order and places of a closed list. */
export function computeDraw(list: DrawList, seed: string | null, word: string | null) {
  const listHash = hashOfList(list)
  const key = seed === null || word === null ? null : drawKey(seed, listHash, word)
  const order = orderOf(list, key)
  return { listHash, order, places: assignPlaces(list.places, list.applicants, order) }
}

/** The signed file of a round: everything anybody needs to compute it again. */
export function drawFile(
  list: DrawList,
  ingredients: Ingredients,
  key: { publicKey: string; privateKey: string },
): DrawFile {
  const { commitment, closedAt, seed, word, drawnAt } = ingredients
  const unsigned = {
    format: format as typeof format,
    list,
    ...computeDraw(list, seed, word),
    commitment,
    closedAt,
    seed,
    word,
    drawnAt,
    publicKey: key.publicKey,
  }
  return { ...unsigned, signature: signDocument(unsigned, key) }
}
