import type { MatchRecord } from '../compare.ts'
import { type Dice, diceOf } from './dice.ts'
import { misspell, rewriteAddress, rewriteName, rewriteOwner } from './mistakes.ts'
import { addresses, firstNames, lastNames, ownWords, products, villages } from './words.ts'

/** A record that says which business it really is: two with the same one are a true pair. */
export interface Labelled extends MatchRecord {
  truth: number
}

interface Truth extends MatchRecord {
  phone: string
  nik: string
}

/**
 * A register as offices have it, the same for the same seed: businesses of some villages, entered once, twice or three times
 * by different hands, and those that only look alike: two businesses of one family at one address, father and son on one
 * phone, outlets of one brand, neighbours in one market, names that hang over every third door.
 */
export function labelledSet(seed: number, businesses = 1500): Labelled[] {
  const dice = diceOf(seed)
  const set: Labelled[] = []
  let truth = 0
  const enter = (record: Truth, copies: number) => {
    truth += 1
    set.push({ ...hide(dice, record), truth })
    for (let copy = 1; copy < copies; copy += 1) set.push({ ...again(dice, record), truth })
  }
  for (let made = 0; made < businesses; made += 1) {
    const record = business(dice)
    enter(record, dice.chance(0.3) ? (dice.chance(0.15) ? 3 : 2) : 1)
    for (const other of lookalikes(dice, record)) enter(other, dice.chance(0.15) ? 2 : 1)
  }
  return dice.shuffle(set)
}

const digits = (dice: Dice, count: number) => Array.from({ length: count }, () => dice.below(10)).join('')

function personName(dice: Dice): string {
  const first = dice.pick(firstNames)
  if (dice.chance(0.15)) return first
  return dice.chance(0.15)
    ? `${first} ${dice.pick(firstNames)} ${dice.pick(lastNames)}`
    : `${first} ${dice.pick(lastNames)}`
}

function place(dice: Dice): Pick<Truth, 'regionCode' | 'address' | 'rt' | 'rw' | 'latitude' | 'longitude'> {
  const village = dice.pick(villages)
  return {
    regionCode: village.code,
    address: `${dice.pick(addresses)} ${dice.chance(0.8) ? `No. ${1 + dice.below(160)}` : ''}`.trim(),
    rt: String(1 + dice.below(8)).padStart(3, '0'),
    rw: String(1 + dice.below(14)).padStart(3, '0'),
    latitude: village.latitude + dice.spread(0.006),
    longitude: village.longitude + dice.spread(0.006),
  }
}

function nameFor(dice: Dice, owner: string, product: (typeof products)[number]): string {
  const called = `${dice.pick(['Bu', 'Pak', 'Mbak', 'Mas', 'Mbah'])} ${owner.split(' ')[dice.below(2)] ?? owner.split(' ')[0]}`
  const shop = dice.pick(product.shops)
  const roll = dice.below(100)
  if (roll < 30) return `${shop} ${called}`
  if (roll < 45) return `${dice.pick(product.words)} ${called}`
  if (roll < 80) return `${dice.chance(0.5) ? shop : dice.pick(product.words)} ${dice.pick(ownWords)}`
  if (roll < 92) return `${shop} ${dice.pick(ownWords)} ${dice.pick(ownWords)}`
  return `${shop} ${dice.pick(product.words)}`
}

function business(dice: Dice): Truth {
  const product = dice.pick(products)
  const ownerName = personName(dice)
  return {
    kind: dice.chance(0.25) ? 'street_trader' : 'business',
    name: nameFor(dice, ownerName, product),
    sector: product.sector,
    ownerName,
    nik: digits(dice, 16),
    phone: `+628${digits(dice, 10)}`,
    ...place(dice),
  }
}

/** Others that resemble this one and are not it. */
function lookalikes(dice: Dice, record: Truth): Truth[] {
  const others: Truth[] = []
  const other = (more: Partial<Truth>) => others.push({ ...business(dice), ...more })
  const here = {
    regionCode: record.regionCode,
    address: record.address,
    rt: record.rt,
    rw: record.rw,
    latitude: record.latitude,
    longitude: record.longitude,
  }
  const person = { ownerName: record.ownerName, nik: record.nik, phone: record.phone }
  const another = () => dice.pick(products.filter(({ sector }) => sector !== record.sector))
  const roll = dice.below(100)
  // The same person's second business, of another trade, in the same house.
  if (roll < 7) {
    const product = another()
    other({ ...here, ...person, sector: product.sector, name: nameFor(dice, record.ownerName, product) })
  }
  // Father and son, husband and wife: one phone, one address, one family name, each with a business.
  else if (roll < 14) {
    const product = another()
    const ownerName = `${dice.pick(firstNames)} ${record.ownerName.split(' ').at(-1)}`
    other({
      ...here,
      phone: dice.chance(0.6) ? record.phone : `+628${digits(dice, 10)}`,
      ownerName,
      sector: product.sector,
      name: nameFor(dice, ownerName, product),
    })
  }
  // One brand, other owners, elsewhere in the city.
  else if (roll < 19) other({ name: record.name, sector: record.sector })
  // The same name over another door of the same village.
  else if (roll < 24) {
    const { address, rt, rw, latitude, longitude } = place(dice)
    other({
      name: record.name,
      sector: record.sector,
      regionCode: record.regionCode,
      address,
      rt,
      rw,
      latitude,
      longitude,
    })
  }
  // Neighbours in one market: the same address, the same trade.
  else if (roll < 30) other({ ...here, sector: record.sector })
  // A second outlet of the same owner, elsewhere, under the same name.
  else if (roll < 32) other({ ...person, name: `${record.name} 2`, sector: record.sector })
  // Somebody of the same name, elsewhere.
  else if (roll < 38) other({ ownerName: record.ownerName })
  return others
}

/** What a form leaves out. */
function hide(dice: Dice, record: Truth): MatchRecord {
  const located = dice.chance(0.3)
  return {
    ...record,
    nik: dice.chance(0.45) ? record.nik : null,
    phone: dice.chance(0.85) ? record.phone : null,
    rt: dice.chance(0.7) ? record.rt : null,
    rw: dice.chance(0.75) ? record.rw : null,
    latitude: located ? (record.latitude ?? 0) + dice.spread(0.00015) : null,
    longitude: located ? (record.longitude ?? 0) + dice.spread(0.00015) : null,
  }
}

/** The same business entered by somebody else, another day. */
function again(dice: Dice, record: Truth): MatchRecord {
  const entered = hide(dice, record)
  return {
    ...entered,
    kind: dice.chance(0.05) ? 'business' : record.kind,
    name: rewriteName(dice, record.name),
    sector: dice.chance(0.1) ? dice.pick(products).sector : record.sector,
    ownerName: rewriteOwner(dice, record.ownerName),
    phone: entered.phone !== null && dice.chance(0.2) ? `+628${digits(dice, 10)}` : entered.phone,
    address: dice.chance(0.06) ? null : rewriteAddress(dice, record.address ?? ''),
    rt: entered.rt !== null && dice.chance(0.04) ? String(1 + dice.below(8)).padStart(3, '0') : entered.rt,
    regionCode: dice.chance(0.03) ? dice.pick(villages).code : record.regionCode,
    ...(dice.chance(0.02) && { ownerName: misspell(dice, personName(dice)) }),
  }
}
