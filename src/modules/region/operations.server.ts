import { z } from 'zod'
import { holds, scopeOf } from '#kernel/actor.ts'
import { fieldFault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
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
  output: z.object({ items: z.array(Holiday.extend({ mayChange: z.boolean() })) }),
  can: (actor) => allowIf(keepsSomeCalendar(actor)),
  async run(ctx, { year }) {
    const days = await listHolidaysOfScope(ctx.db, year, scopeOf(ctx.actor, calendarRoles))
    return {
      items: days.map((day) => ({ ...day, mayChange: holds(ctx.actor, calendarRoles, day.regionCode) })),
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
  can: (actor, _, day) => mayKeepCalendar(actor, day.regionCode),
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

export const editHoliday = operation({
  name: 'region.change_holiday',
  summary: 'Correct a public holiday.',
  http: 'PUT /holidays/{holidayId}',
  input: HolidayInput.safeExtend({ holidayId: z.uuid(), version: z.number().int().min(1) }),
  output: Holiday,
  subject: (ctx, { holidayId }) => getHolidayForUpdate(ctx.db, holidayId),
  can(actor, before, day) {
    const old = mayKeepCalendar(actor, before.regionCode)
    return old === 'allowed' ? mayKeepCalendar(actor, day.regionCode) : old
  },
  async run(ctx, { holidayId, version, ...day }, before) {
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
  subject: (ctx, { holidayId }) => getHolidayForUpdate(ctx.db, holidayId),
  can: (actor, holiday) => mayKeepCalendar(actor, holiday.regionCode),
  async run(ctx, _, before) {
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
