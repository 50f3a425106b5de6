/** Where each answer about a business is kept. One spec for reading, saving, comparing and telling its history. */
export type FieldTable = 'business' | 'business_profile' | 'street_trader' | 'art_group'

interface FieldPlace {
  table: FieldTable
  column: string
  /** Kept as numeric, which the driver answers as text. */
  decimal?: true
}

const inBusiness = (column: string): FieldPlace => ({ table: 'business', column })
const inProfile = (column: string): FieldPlace => ({ table: 'business_profile', column })
const ofTrader = (column: string): FieldPlace => ({ table: 'street_trader', column })
const ofGroup = (column: string): FieldPlace => ({ table: 'art_group', column })

const identity = {
  name: inBusiness('name'),
  description: inBusiness('description'),
  sector: inBusiness('sector'),
  legalForm: inBusiness('legal_form'),
  startedYear: inBusiness('started_year'),
  startedMonth: inBusiness('started_month'),
}
const work = {
  paidMen: inProfile('paid_men'),
  paidWomen: inProfile('paid_women'),
  unpaidMen: inProfile('unpaid_men'),
  unpaidWomen: inProfile('unpaid_women'),
}
const money = {
  capital: inProfile('capital'),
  salesAmount: inProfile('sales_amount'),
  salesPeriod: inProfile('sales_period'),
  tradingDays: inProfile('trading_days'),
  figuresYear: inProfile('figures_year'),
}
const market = {
  channels: inProfile('channels'),
  qris: inProfile('qris'),
  bookkeeping: inProfile('bookkeeping'),
}
const santri = { santri: inProfile('santri'), pesantren: inProfile('pesantren') }
const trade = {
  placeType: ofTrader('place_type'),
  spot: ofTrader('spot'),
  hours: ofTrader('hours'),
  goods: ofTrader('goods'),
  siting: ofTrader('siting'),
  zoneColour: ofTrader('zone_colour'),
  areaM2: { ...ofTrader('area_m2'), decimal: true as const },
  block: ofTrader('block'),
  association: ofTrader('association'),
  traderCategory: ofTrader('trader_category'),
}
const art = {
  artForm: ofGroup('art_form'),
  members: ofGroup('members'),
  repertoire: ofGroup('repertoire'),
  rehearsal: ofGroup('rehearsal'),
}
const place = {
  address: inBusiness('address'),
  rt: inBusiness('rt'),
  rw: inBusiness('rw'),
  stall: inProfile('stall'),
  zone: inProfile('zone'),
  latitude: inBusiness('latitude'),
  longitude: inBusiness('longitude'),
  accuracy: inProfile('accuracy'),
  locatedBy: inProfile('located_by'),
}
/** Set by other acts than the pages of questions; in the history all the same. */
const derived = {
  kbliCode: inBusiness('kbli_code'),
  workers: inBusiness('workers'),
  yearlySales: inProfile('yearly_sales'),
  sizeClass: inBusiness('size_class'),
  nib: inBusiness('nib'),
}

export const fieldsOfSection = { identity, work, money, market, santri, trade, art, place } as const
export type Section = keyof typeof fieldsOfSection
export const sections = Object.keys(fieldsOfSection) as Section[]

export const allFields: Readonly<Record<string, FieldPlace>> = {
  ...identity,
  ...work,
  ...money,
  ...market,
  ...santri,
  ...trade,
  ...art,
  ...place,
  ...derived,
}

/** Which kinds of business a section is for; the others are for all. */
export const sectionKinds: Partial<Record<Section, readonly string[]>> = {
  trade: ['street_trader'],
  art: ['art_group'],
}
export const hasSection = (kind: string, section: Section): boolean =>
  sectionKinds[section]?.includes(kind) ?? true
