import type { Section } from '../fields.ts'
import { hasSection } from '../fields.ts'
import type { BusinessProfile } from '../schema.ts'

/** What the record shows of each section, in the order of the page; `place` has its drawing below. */
const shown: Record<Section, readonly (keyof BusinessProfile)[]> = {
  identity: ['name', 'description', 'sector', 'legalForm', 'startedYear', 'startedMonth'],
  trade: [
    'placeType',
    'spot',
    'hours',
    'goods',
    'siting',
    'zoneColour',
    'areaM2',
    'block',
    'association',
    'traderCategory',
  ],
  art: ['artForm', 'members', 'repertoire', 'rehearsal'],
  work: ['paidMen', 'paidWomen', 'unpaidMen', 'unpaidWomen', 'workers'],
  money: ['capital', 'salesAmount', 'salesPeriod', 'tradingDays', 'yearlySales', 'figuresYear'],
  market: ['channels', 'qris', 'bookkeeping'],
  santri: ['santri', 'pesantren'],
  place: ['address', 'rt', 'rw', 'stall', 'zone'],
}

const isEmpty = (value: unknown) =>
  value === null || value === false || (Array.isArray(value) && value.length === 0)

/** The sections of a business with the fields that are filled in; an empty one is said once, not field by field. */
export const overviewOf = (kind: string, profile: BusinessProfile) =>
  (Object.keys(shown) as Section[])
    .filter((section) => hasSection(kind, section))
    .map((section) => ({
      section,
      fields: shown[section].filter((field) => !isEmpty(profile[field])),
    }))
