import { text } from '#platform/database/query.ts'
import type { Database } from '#platform/database/transaction.ts'
import type { DemoCalendar } from './calendar.ts'
import { administrator, mangkubumen, mayor } from './cast.ts'
import { demoId } from './ids.ts'
import { insertRows } from './insert.ts'
import type { DemoRegistration } from './registrations.ts'

const partners = [
  ['government_unit', 'Dinas Koperasi dan UKM Kota Surakarta', 'Pembinaan usaha mikro dan koperasi'],
  ['cooperative', 'Koperasi Mangkubumen Sejahtera', 'Simpan pinjam untuk warga'],
  ['university', 'Universitas Bengawan', 'Pendampingan lewat Laboratorium Unit Kemitraan'],
] as const
const units = ['Bidang Usaha Mikro', 'Seksi Pembinaan', 'Seksi Pembiayaan'] as const
const purposes = ['coaching', 'training', 'coaching', 'research', 'coaching'] as const

const id = (number: number) => demoId('organisation', number)
const unit = (number: number) => demoId('unit', number)

/** Partners, their units, the head of the office in one of them, and businesses that opened themselves to it. */
export async function writeOrganisations(
  db: Database,
  { now }: DemoCalendar,
  registrations: readonly DemoRegistration[],
): Promise<void> {
  await insertRows(
    db,
    'registry.organisation',
    {
      id: 'uuid',
      kind: 'text',
      name: 'text',
      state: 'text',
      description: 'text',
      region_code: 'text',
      verified_at: 'timestamptz',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
    },
    partners.map(([kind, name, description], index) => ({
      id: id(index + 1),
      kind,
      name,
      state: 'verified',
      description,
      region_code: mangkubumen,
      verified_at: now,
      created_at: now,
      updated_at: now,
    })),
  )
  await insertRows(
    db,
    'registry.organisation_unit',
    { id: 'uuid', organisation_id: 'uuid', parent_id: 'uuid', name: 'text', created_at: 'timestamptz' },
    units.map((name, index) => ({
      id: unit(index + 1),
      organisation_id: id(1),
      parent_id: index === 0 ? null : unit(1),
      name,
      created_at: now,
    })),
  )
  await db.exec(
    text(
      `with appointed as (
         insert into identity.role_assignment (account_id, role, organisation_id, starts_on, granted_by)
         values ($1, 'head', $2, $3::timestamptz::date, $4) returning id)
       insert into registry.unit_member (assignment_id, organisation_id, unit_id, title)
       select id, $2, $5, 'Kepala Dinas' from appointed`,
      [mayor.id, id(1), now, administrator.id, unit(1)],
    ),
  )
  const owned = registrations.filter(
    ({ kind, owner, outcome }) => kind === 'business' && owner.accountId !== null && outcome === 'verified',
  )
  await insertRows(
    db,
    'registry.business_share',
    {
      business_id: 'uuid',
      organisation_id: 'uuid',
      purpose: 'text',
      with_contact: 'boolean',
      given_at: 'timestamptz',
      given_by: 'uuid',
    },
    owned.slice(0, purposes.length).map(({ number, owner }, index) => ({
      business_id: demoId('business', number),
      organisation_id: id(1),
      purpose: purposes[index],
      with_contact: index % 2 === 0,
      given_at: now,
      given_by: owner.accountId,
    })),
  )
}
