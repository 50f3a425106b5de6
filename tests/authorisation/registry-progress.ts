import { randomInt } from 'node:crypto'
import { here } from '../support/cast.ts'
import { businessKeepers, businessOf, businessReaders } from './registry-profile.ts'
import type { Probe } from './table.ts'
import { administrators, nothing, type Table } from './table.ts'

/** A month that is over, and still open for reports. */
const month = new Date(Date.now() - 45 * 86_400_000).toISOString().slice(0, 7)
const staffReaders = ['officer', 'head', 'foreignOfficer', 'foreignHead', ...administrators] as const

const cohortFields = {
  name: 'Kelompok uji',
  everyMonths: 1,
  firstMonth: month,
  remindDay: 10,
}

async function cohortOf({ database }: Probe): Promise<{ cohortId: string }> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into registry.cohort (name, region_code, every_months, first_month, remind_day, created_at)
     values ('Kelompok uji', $1, 1, $2::date, 10, now()) returning id`,
    [here, `${month}-01`],
  )
  return { cohortId: rows[0]?.id ?? '' }
}

async function memberOf(probe: Probe): Promise<{ cohortId: string; businessId: string }> {
  const [{ cohortId }, { businessId }] = [await cohortOf(probe), await businessOf(probe)]
  await probe.database.owner.query(
    'insert into registry.cohort_member (cohort_id, business_id, joined_at) values ($1, $2, now())',
    [cohortId, businessId],
  )
  return { cohortId, businessId }
}

async function toldOf(probe: Probe): Promise<{ businessId: string }> {
  const { businessId } = await businessOf(probe)
  await probe.database.owner.query(
    `insert into registry.progress (business_id, month, revision, sales, source, reported_at)
     values ($1, $2::date, 1, 1000000, 'owner', now())`,
    [businessId, `${month}-01`],
  )
  return { businessId }
}

const studyFields = {
  title: `Studi uji ${randomInt(1000)}`,
  purpose: 'Menilai penjualan sebelum dan sesudah',
  firstMonth: month,
  lastMonth: month,
  variables: ['sales'],
  endsOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
}

/** A study of the place that names the officer, who is no evaluator: being named is not enough. */
async function studyOf({ database, cast }: Probe): Promise<{ studyId: string }> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into registry.study (title, purpose, region_code, first_month, last_month, variables, reader_ids, reader_names,
       ends_on, state, opened_at, opened_by_name, ready_at, rows)
     values ($1, $2, $3, $4::date, $4::date, '{sales}', $5::uuid[], '{Uji}', $6::date, 'ready', now(), 'Uji', now(), 0) returning id`,
    [
      studyFields.title,
      studyFields.purpose,
      here,
      `${month}-01`,
      [cast.officer.accountId],
      studyFields.endsOn,
    ],
  )
  return { studyId: rows[0]?.id ?? '' }
}

const studyReaders = ['head', 'administrator', 'national'] as const

export const registryProgress: Table = {
  'registry.get_progress': { may: businessReaders, input: toldOf },
  'registry.record_progress': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await businessOf(probe)), month, sales: '1,5 juta' }),
  },
  'registry.compare_with_peers': { may: businessReaders, input: toldOf },
  'registry.reveal_debts': {
    may: ['officer', 'head'],
    input: async (probe) => ({ ...(await toldOf(probe)), reason: 'Pendampingan kredit' }),
  },
  'registry.choose_reminders': {
    may: businessKeepers,
    input: async (probe) => ({ ...(await businessOf(probe)), reminders: false }),
  },
  'registry.list_progress': { may: staffReaders, input: () => ({ month }) },
  'registry.list_cohorts': { may: staffReaders, input: nothing },
  'registry.get_cohort': { may: ['officer', ...studyReaders], input: cohortOf },
  'registry.open_cohort': {
    may: ['officer', 'head'],
    input: () => ({ regionCode: here, ...cohortFields }),
  },
  'registry.change_cohort': {
    may: ['officer', 'head'],
    input: async (probe) => ({ ...(await cohortOf(probe)), ...cohortFields, version: 1, active: true }),
  },
  'registry.add_cohort_members': {
    may: ['officer', 'head'],
    input: async (probe) => ({ ...(await cohortOf(probe)), region: here }),
  },
  'registry.remove_cohort_member': { may: ['officer', 'head'], input: memberOf },
  'registry.remind_progress': { may: [], input: nothing },
  'registry.publish_peers': { may: [], input: nothing },

  'registry.list_studies': { may: ['head', 'foreignHead', ...administrators], input: nothing },
  'registry.get_study': { may: studyReaders, input: studyOf },
  'registry.list_evaluators': { may: studyReaders, input: () => ({ regionCode: here }) },
  'registry.open_study': {
    may: studyReaders,
    // Nobody of the cast is an evaluator: whoever may open one is told so.
    orElse: ['invalid_input'],
    input: ({ cast }) => ({ regionCode: here, ...studyFields, readers: [cast.officer.accountId] }),
  },
  'registry.end_study': { may: studyReaders, input: studyOf },
  'registry.list_study_rows': { may: studyReaders, input: studyOf },
  'registry.export_study': { may: studyReaders, input: studyOf },
  'registry.make_study': { may: [], input: studyOf },
  'registry.end_studies': { may: [], input: nothing },
}
