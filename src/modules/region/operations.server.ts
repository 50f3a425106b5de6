import { z } from 'zod'
import { scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { addHoliday, changeHoliday, withdrawHoliday } from './commands.server.ts'
import { calendarRoles, keepsSomeCalendar, mayKeepCalendar } from './policy.ts'
import {
  findRegion,
  getHolidayForUpdate,
  getRegion,
  listChildren,
  listHolidays,
  listHolidaysOfScope,
  listTrail,
  searchRegions,
} from './queries.server.ts'
import { Holiday, HolidayInput, Region, RegionCode, RegionSearch, ScopeCode } from './schema.ts'

const anyone = () => 'allowed' as const

export const searchRegion = operation({
  name: 'region.search',
  summary: 'Find regions by name or code; misspellings are forgiven, the best match comes first.',
  http: 'GET /regions',
  input: RegionSearch,
  output: z.object({ items: z.array(Region) }),
  can: anyone,
  run: async (ctx, search) => ({ items: await searchRegions(ctx.db, search) }),
})

export const listProvinces = operation({
  name: 'region.list_provinces',
  summary: 'All provinces by name.',
  http: 'GET /provinces',
  input: z.object({}),
  output: z.object({ items: z.array(Region) }),
  can: anyone,
  run: async (ctx) => ({ items: await listChildren(ctx.db, null) }),
})

export const readRegion = operation({
  name: 'region.get',
  summary: 'One region and those that contain it.',
  http: 'GET /regions/{code}',
  input: z.object({ code: RegionCode }),
  output: Region.extend({ trail: z.array(Region) }),
  can: anyone,
  async run(ctx, { code }) {
    const [region, trail] = await Promise.all([getRegion(ctx.db, code), listTrail(ctx.db, code)])
    return { ...region, trail }
  },
})

export const readChildren = operation({
  name: 'region.children',
  summary: 'What lies directly under a region, by name.',
  http: 'GET /regions/{code}/children',
  input: z.object({ code: RegionCode }),
  output: z.object({ items: z.array(Region) }),
  can: anyone,
  async run(ctx, { code }) {
    const [, items] = await Promise.all([getRegion(ctx.db, code), listChildren(ctx.db, code)])
    return { items }
  },
})

/** The region this deployment serves; empty is the nation. */
const homeOf = async (ctx: Context) => (await getSettings(ctx.db, 'site')).region

const Year = z.number().int().min(2020).max(2099)

export const readHolidays = operation({
  name: 'region.list_holidays',
  summary: 'Public holidays of a year that hold in a region.',
  http: 'GET /holidays',
  input: z.object({ year: Year, region: ScopeCode.default('') }),
  output: z.object({ items: z.array(Holiday) }),
  can: anyone,
  run: async (ctx, { year, region }) => ({ items: await listHolidays(ctx.db, year, region) }),
})

export const readCalendar = operation({
  name: 'region.list_calendar',
  summary:
    'Holidays of a year that touch the regions whose calendar you keep, and whether you may change each.',
  http: 'GET /calendar',
  input: z.object({ year: Year }),
  output: z.object({
    items: z.array(Holiday.extend({ mayChange: z.boolean() })),
    mayKeepNation: z.boolean().describe('You enter nationwide days here.'),
  }),
  can: (actor) => allowIf(keepsSomeCalendar(actor)),
  async run(ctx, { year }) {
    const [days, home] = await Promise.all([
      listHolidaysOfScope(ctx.db, year, scopeOf(ctx.actor, calendarRoles)),
      homeOf(ctx),
    ])
    const mayKeep = (regionCode: string) => mayKeepCalendar(ctx.actor, regionCode, home) === 'allowed'
    return {
      items: days.map((day) => ({ ...day, mayChange: mayKeep(day.regionCode) })),
      mayKeepNation: mayKeep(''),
    }
  },
})

const alreadyThere = () => fieldFault('date', 'region_holiday_taken')

export const createHoliday = operation({
  name: 'region.add_holiday',
  summary: 'Add a public holiday; deadlines counted from now on skip it.',
  http: 'POST /holidays',
  creates: true,
  input: HolidayInput,
  output: Holiday,
  subject: homeOf,
  can: (actor, home, day) => mayKeepCalendar(actor, day.regionCode, home),
  async run(ctx, day) {
    if (day.regionCode !== '' && !(await findRegion(ctx.db, day.regionCode)))
      throw fieldFault('regionCode', 'region_not_found')
    const holiday = await addHoliday(ctx, day)
    ctx.audit({
      subject: { type: 'holiday', id: holiday.id },
      region: day.regionCode,
      changes: { after: day },
    })
    return holiday
  },
  constraints: { holiday_once: alreadyThere },
})

async function dayAndHome(ctx: Context, { holidayId }: { holidayId: string }) {
  const [before, home] = await Promise.all([getHolidayForUpdate(ctx.db, holidayId), homeOf(ctx)])
  return { before, home }
}

export const editHoliday = operation({
  name: 'region.change_holiday',
  summary: 'Correct a public holiday.',
  http: 'PUT /holidays/{holidayId}',
  input: HolidayInput.safeExtend({ holidayId: z.uuid(), version: z.number().int().min(1) }),
  output: Holiday,
  subject: dayAndHome,
  can(actor, { before, home }, day) {
    const old = mayKeepCalendar(actor, before.regionCode, home)
    return old === 'allowed' ? mayKeepCalendar(actor, day.regionCode, home) : old
  },
  async run(ctx, { holidayId, version, ...day }, { before }) {
    if (day.regionCode !== '' && !(await findRegion(ctx.db, day.regionCode)))
      throw fieldFault('regionCode', 'region_not_found')
    const holiday = await changeHoliday(ctx, before, version, day)
    ctx.audit({
      subject: { type: 'holiday', id: holidayId },
      region: day.regionCode,
      changes: { before, after: holiday },
    })
    return holiday
  },
  constraints: { holiday_once: alreadyThere },
})

export const removeHoliday = operation({
  name: 'region.withdraw_holiday',
  summary: 'Withdraw a holiday: the day is worked after all.',
  http: 'POST /holidays/{holidayId}/withdrawal',
  input: z.object({ holidayId: z.uuid() }),
  output: Holiday,
  subject: dayAndHome,
  can: (actor, { before, home }) => mayKeepCalendar(actor, before.regionCode, home),
  async run(ctx, _, { before }) {
    const holiday = await withdrawHoliday(ctx, before)
    ctx.audit({
      subject: { type: 'holiday', id: holiday.id },
      region: holiday.regionCode,
      changes: { before },
    })
    return holiday
  },
})

export const regionOperations = [
  searchRegion,
  listProvinces,
  readRegion,
  readChildren,
  readHolidays,
  readCalendar,
  createHoliday,
  editHoliday,
  removeHoliday,
]
