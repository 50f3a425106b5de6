import { m } from '#messages'
import type { ClearingWish } from './wish-schema.ts'

type State = ClearingWish['state']

/** Colour, shape and sign of the state of a wish for all of a space. */
export const wishTones = { asked: 'waiting', approved: 'good', rejected: 'bad', withdrawn: 'off' } as const

const words = {
  asked: m.cowork_wish_state_asked,
  approved: m.cowork_wish_state_approved,
  rejected: m.cowork_wish_state_rejected,
  withdrawn: m.cowork_wish_state_withdrawn,
}
export const wishWord = (state: State): string => words[state]()
