import { booking } from './parts/booking.ts'
import { bytes } from './parts/bytes.ts'
import { draw } from './parts/draw.ts'
import { finding } from './parts/finding.ts'
import { freshness } from './parts/freshness.ts'
import { importing } from './parts/importing.ts'
import { lab } from './parts/lab.ts'
import { pages } from './parts/pages.ts'
import { race } from './parts/race.ts'
import { reading } from './parts/reading.ts'
import { registry } from './parts/registry.ts'
import { starting } from './parts/starting.ts'
import { typing } from './parts/typing.ts'
import { workload } from './parts/workload.ts'
import type { Section } from './report.ts'
import type { Site } from './site.ts'

/** A part of the bench; it asks for the shared site only if it needs it. */
export interface Part {
  name: string
  run(site: () => Promise<Site>): Promise<Section>
}

const onSite = (name: string, run: (site: Site) => Promise<Section>): Part => ({
  name,
  run: async (site) => run(await site()),
})

/** In the order of RESULTS.md. */
export const parts: readonly Part[] = [
  onSite('race', race),
  onSite('booking', booking),
  onSite('read', reading),
  onSite('pages', pages),
  onSite('freshness', freshness),
  onSite('finding', finding),
  onSite('typing', typing),
  { name: 'import', run: importing },
  { name: 'start', run: starting },
  onSite('bytes', bytes),
  onSite('lab', lab),
  { name: 'workload', run: workload },
  { name: 'registry', run: registry },
  { name: 'draw', run: draw },
]
