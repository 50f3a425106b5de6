import { administrators, nothing, type Probe, type Table } from './table.ts'

/** A message to somebody of the place. */
async function message({ database }: Probe, state = 'failed'): Promise<{ messageId: string }> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into kernel.message (channel, recipient, locale, template, body, state, region_code)
     values ('phone', '+6281200000099', 'id', 'space.approved', 'Untuk Rahasia Ningsih', $1, '33.72.05.1010') returning id`,
    [state],
  )
  return { messageId: rows[0]?.id ?? '' }
}

async function failedJob({ database }: Probe): Promise<{ jobId: number }> {
  await database.owner.query(`select kernel.add_job('gave_up', '{}', null, 1, null)`)
  const { rows } = await database.owner.query<{ id: number }>(
    `update graphile_worker._private_jobs set attempts = 1 where id = (select max(id) from graphile_worker._private_jobs) returning id`,
  )
  return { jobId: rows[0]?.id ?? 0 }
}

const ofThePlace = ['administrator', 'national'] as const
/** The deployment serves 33.72, whose administrators keep it. */
const keepers = ofThePlace

export const administration: Table = {
  'admin.get_overview': { may: administrators, input: nothing },
  'admin.list_messages': { may: administrators, input: nothing },
  'admin.reveal_recipient': { may: ofThePlace, input: (probe) => message(probe) },
  'admin.redact_message': { may: ofThePlace, input: (probe) => message(probe) },
  'admin.resend_message': { may: ofThePlace, input: (probe) => message(probe) },
  'admin.list_jobs': { may: keepers, input: nothing },
  'admin.retry_job': { may: keepers, input: failedJob },
  'admin.list_audit': { may: administrators, input: nothing },
  'admin.get_settings': { may: keepers, input: nothing },
  'admin.save_site_settings': { may: keepers, input: () => ({ name: 'Uji', region: '33.72' }) },
  'admin.save_letterhead_settings': {
    may: keepers,
    input: () => ({ government: 'PEMERINTAH KOTA SURAKARTA' }),
  },
  'admin.save_standards_settings': { may: keepers, input: nothing },
  'admin.save_messages_settings': { may: keepers, input: nothing },
}
