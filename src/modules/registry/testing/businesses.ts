import { provisionDecision, provisionRegistration, sampleRegistration } from '../provision.server.ts'
import type { Registration } from '../schema.ts'
import type { World } from './world.ts'

/** A verified business, its owner and a way to act as them. */
export async function verifiedBusiness(world: World, more: Partial<Registration> = {}) {
  const owner = await world.resident()
  const sent = await provisionRegistration(
    { pool: world.app, actor: owner },
    sampleRegistration({ name: `Warung ${owner.phone.slice(-6)}`, ownerName: owner.name, ...more }),
  )
  await provisionDecision({ pool: world.app, actor: world.officer }, sent.id, { decision: 'approve' })
  return { owner, businessId: sent.subjectId, reference: sent.reference }
}
