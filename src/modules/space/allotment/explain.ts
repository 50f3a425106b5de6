import type { Locale } from '#kernel/locale.ts'
import { m } from '#messages'
import { placeWords, wishWords } from './labels.ts'
import type { Slip } from './schema.ts'

/** The result in plain words: how it came about, sentence by sentence. */
export function explain({ application, round, drawn }: Slip, locale: Locale): string[] {
  const { number, rank, place, parts, wishes, state } = application
  if (rank === null || drawn === null) return waiting(application, round)
  const said: string[] = [
    round.rule === 'draw'
      ? m.allotment_why_draw({
          number,
          tickets: parts.weight,
          all: drawn.tickets,
          applicants: drawn.applicants,
          rank,
        })
      : m.allotment_why_order({ number, applicants: drawn.applicants, rank }),
  ]
  if (place !== null && state !== 'reserve') said.push(...whyPlace(place, wishes, locale))
  else said.push(m.allotment_why_none({ places: drawn.places }))
  if (application.firstInLine) said.push(m.allotment_why_first())
  return said
}

function waiting({ state, number }: Slip['application'], round: Slip['round']): string[] {
  if (state === 'ineligible') return [m.allotment_why_ineligible()]
  if (state === 'withdrawn') return [m.allotment_why_withdrawn()]
  if (round.state === 'cancelled') return [m.allotment_why_cancelled({ reason: round.cancelReason ?? '' })]
  return [state === 'eligible' ? m.allotment_why_eligible({ number }) : m.allotment_why_applied({ number })]
}

function whyPlace(code: string, wishes: readonly string[], locale: Locale): string[] {
  const at = wishes.indexOf(`place:${code}`)
  const place = placeWords(code, locale)
  if (at >= 0) return [m.allotment_why_wish({ place, nth: at + 1 })]
  if (wishes.length === 0) return [m.allotment_why_any({ place })]
  return [m.allotment_why_other({ place, wishes: wishes.map((wish) => wishWords(wish, locale)).join(', ') })]
}
