import type { Actor } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { operation } from '#kernel/operation.ts'
import { type BusinessSubject, findBusiness } from '../business.server.ts'
import { mayChangeBusiness } from '../policy.ts'
import { saveSection } from './commands.server.ts'
import { Saved, Saving, sectionSchemas } from './schema.ts'

const locked = {
  subject: (ctx: Context, { businessId }: { businessId: string }) =>
    findBusiness(ctx, businessId, { forUpdate: true }),
  can: (actor: Actor, business: BusinessSubject) => mayChangeBusiness(actor, business),
}

export const saveIdentity = operation({
  name: 'registry.save_identity',
  summary: 'Name, activity, legal form and start of a business.',
  http: 'PUT /businesses/{businessId}/identity',
  input: sectionSchemas.identity.extend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'identity', answers, { version, reason }),
})

export const saveWork = operation({
  name: 'registry.save_work',
  summary: 'Who works there, paid and unpaid.',
  http: 'PUT /businesses/{businessId}/work',
  input: sectionSchemas.work.extend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'work', answers, { version, reason }),
})

export const saveMoney = operation({
  name: 'registry.save_money',
  summary: 'Capital and sales; the size class follows.',
  http: 'PUT /businesses/{businessId}/money',
  input: sectionSchemas.money.safeExtend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'money', answers, { version, reason }),
})

export const saveMarket = operation({
  name: 'registry.save_market',
  summary: 'Where it sells, how it is paid and how it keeps its books.',
  http: 'PUT /businesses/{businessId}/market',
  input: sectionSchemas.market.extend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'market', answers, { version, reason }),
})

export const saveSantri = operation({
  name: 'registry.save_santri',
  summary: 'Whether it belongs to a santri or a pesantren.',
  http: 'PUT /businesses/{businessId}/santri',
  input: sectionSchemas.santri.extend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'santri', ofPesantren(answers), { version, reason }),
})

export const saveTrade = operation({
  name: 'registry.save_trade',
  summary: 'Of a street trader: place, hours, goods and zone (Permendagri 41/2012).',
  http: 'PUT /businesses/{businessId}/trade',
  input: sectionSchemas.trade.extend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'trade', answers, { version, reason }),
})

export const saveArt = operation({
  name: 'registry.save_art',
  summary: 'Of an art group: form, members, repertoire.',
  http: 'PUT /businesses/{businessId}/art',
  input: sectionSchemas.art.extend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'art', answers, { version, reason }),
})

export const savePlace = operation({
  name: 'registry.save_place',
  summary: 'Address, stall or zone, and coordinates.',
  http: 'PUT /businesses/{businessId}/place',
  input: sectionSchemas.place.safeExtend(Saving.shape),
  output: Saved,
  ...locked,
  run: (ctx, { businessId: _, version, reason, ...answers }, business) =>
    saveSection(ctx, business, 'place', located(answers), { version, reason }),
})

/** A point from the phone comes with its accuracy; a typed one without. */
const located = ({ latitude, accuracy, ...rest }: { latitude?: number; accuracy?: number }) => ({
  ...rest,
  latitude,
  accuracy: latitude === undefined ? undefined : accuracy,
  locatedBy: latitude === undefined ? undefined : accuracy === undefined ? 'typed' : 'phone',
})

/** Who is no santri business has no pesantren. */
const ofPesantren = ({ santri, pesantren }: { santri: boolean; pesantren?: string }) => ({
  santri,
  pesantren: santri ? pesantren : undefined,
})

export const sectionOperations = [
  saveIdentity,
  saveWork,
  saveMoney,
  saveMarket,
  saveSantri,
  saveTrade,
  saveArt,
  savePlace,
]
