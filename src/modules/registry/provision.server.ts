import type { Pool } from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { execute } from '#kernel/execute.server.ts'
import { decideRegistration } from './decisions/operations.server.ts'
import { register, registerAtDesk } from './operations.server.ts'
import type { Receipt, Registration } from './schema.ts'

/** Makes registrations as people make them, through the operations: for the demo and for other modules' tests. */
export interface Provision {
  pool: Pool
  actor: Actor
  /** ISO instant at which it happens; now by default. */
  at?: string
}

const callOf = ({ pool, actor, at = new Date().toISOString() }: Provision) => ({
  pool,
  actor,
  locale: 'id' as const,
  requestId: 'provision',
  via: 'job' as const,
  now: at,
})

/** A sound registration; name, kind and anything else as wished. */
export function sampleRegistration(more: Partial<Registration> = {}): Registration {
  const base = {
    name: 'Dapur Bu Sri',
    regionCode: '33.72.05.1010',
    address: 'Jl. Gajah Mada 12',
    rt: '003',
    rw: '005',
    ownerName: 'Sri Wahyuni',
  }
  const parts: Record<Registration['kind'], Partial<Registration>> = {
    business: { sector: 'food', description: 'Nasi liwet dan jajanan pasar', startedYear: 2015, workers: 3 },
    street_trader: {
      sector: 'food',
      description: 'Bakso',
      placeType: 'cart',
      spot: 'Depan Pasar Nongko',
      hours: '17.00–22.00',
    },
    art_group: { artForm: 'dance', members: 14, description: 'Latihan setiap Rabu malam' },
    organisation: { organisationKind: 'government_unit', description: 'Pelayanan masyarakat' },
  }
  const kind = more.kind ?? 'business'
  return { kind, ...base, ...parts[kind], ...more }
}

/** Register as the person themself. */
export const provisionRegistration = (provision: Provision, answers: Registration): Promise<Receipt> =>
  execute(register, { ...answers, consent: true }, callOf(provision))

/** Register somebody at the desk, as an officer. */
export const provisionAtDesk = (
  provision: Provision,
  answers: Registration,
  phone?: string,
): Promise<Receipt> => execute(registerAtDesk, { ...answers, phone, consent: true }, callOf(provision))

/** Decide as an officer; returning and rejecting need a reason. */
export const provisionDecision = (
  provision: Provision,
  registrationId: string,
  ruling: { decision: 'approve' | 'return' | 'reject'; reason?: string; reasonCode?: string },
) => execute(decideRegistration, { registrationId, ...ruling }, callOf(provision))
