import { type Actor, inRegion } from '#kernel/actor.ts'

/** For whom the actor decides here, when they stand in for somebody (Plt., Plh.). */
export function standInOf(actor: Actor, regionCode: string): { kind: 'Plt.' | 'Plh.'; name: string } | null {
  const grant = actor.grants.find(
    (one) => one.onBehalfOf && one.region !== null && inRegion(regionCode, one.region),
  )
  if (!grant?.onBehalfOf) return null
  return { kind: grant.onBehalfOf.kind === 'plt' ? 'Plt.' : 'Plh.', name: grant.onBehalfOf.name }
}
