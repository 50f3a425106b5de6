import { erasedName, type PersonalTable } from '#kernel/personal-data.ts'
import { m } from '#messages'

const gone = `'${erasedName}'`
const ofBusiness = 't.business_id = any (s.businesses)'
const clearedText = (column: string) => `case when t.${column} is null then null else ${gone} end`

/** What stands in the parts of a business's record. Figures stay after an erasure; they count, and name nobody. */
export const businessTables: readonly PersonalTable[] = [
  {
    table: 'registry.business_profile',
    title: m.privacy_data_profile,
    of: ofBusiness,
    columns: {
      year: 't.figures_year',
      capital: true,
      sales: 't.yearly_sales',
      workers: 't.paid_men + t.paid_women + t.unpaid_men + t.unpaid_women',
      channels: `array_to_string(t.channels, ', ')`,
      qris: true,
      pesantren: true,
      place: `concat_ws(', ', t.stall, t.zone)`,
    },
    erase: {
      how: 'clear',
      set: {
        qris: 'null',
        pesantren: 'null',
        santri: 'false',
        stall: 'null',
        zone: 'null',
      },
      because: 'accountability',
    },
  },
  {
    table: 'registry.business_owner',
    title: m.privacy_data_owners,
    of: ofBusiness,
    columns: { name: true, phone: true, share: true },
    erase: { how: 'clear', set: { name: gone, phone: 'null' } },
  },
  {
    table: 'registry.business_finance',
    title: m.privacy_data_finance,
    of: ofBusiness,
    columns: { kind: 't.source', lender: true, from: 't.since', rate: 't.yearly_rate', to: 't.settled_on' },
    opened: { amounts: { column: 'amounts_sealed', purpose: 'registry.business_finance' } },
    erase: { how: 'clear', set: { lender: 'null', amounts_sealed: 'null' } },
  },
  {
    table: 'registry.permit',
    title: m.privacy_data_permits,
    of: ofBusiness,
    columns: { kind: true, number: true, about: true, issuer: true, from: 't.issued_on', to: 't.expires_on' },
    erase: { how: 'clear', set: { number: gone, about: 'null', remind_on: 'null' } },
  },
  {
    table: 'registry.business_change',
    title: m.privacy_data_changes,
    of: ofBusiness,
    columns: { at: true, by: 't.by_name', about: 't.section', reason: true, changes: 't.changes::text' },
    erase: {
      how: 'clear',
      set: {
        changes: `'[{"field": "erased"}]'::jsonb`,
        reason: clearedText('reason'),
        by_name: `case when t.by_id = s.account then ${gone} else t.by_name end`,
      },
      because: 'log',
    },
  },
  {
    table: 'registry.business_move',
    title: m.privacy_data_moves,
    of: ofBusiness,
    columns: {
      at: 't.asked_at',
      from: 't.from_region',
      to: 't.to_region',
      address: true,
      reason: true,
      by: 't.asked_by_name',
    },
    erase: {
      how: 'clear',
      set: {
        name: gone,
        address: gone,
        rt: 'null',
        rw: 'null',
        reason: clearedText('reason'),
        answer: clearedText('answer'),
        asked_by_name: `case when t.asked_by = s.account then ${gone} else t.asked_by_name end`,
        account_id: 'null',
      },
      because: 'accountability',
    },
  },
  {
    table: 'registry.progress',
    title: m.privacy_data_progress,
    of: ofBusiness,
    columns: { month: true, sales: true, workers: true, note: true, reason: 't.why' },
    opened: { debt: { column: 'debt_sealed', purpose: 'registry.debt' } },
    erase: {
      how: 'clear',
      set: {
        note: 'null',
        why: 'null',
        reported_by_name: `case when t.reported_by = s.account then '' else t.reported_by_name end`,
      },
      because: 'accountability',
    },
  },
  {
    table: 'registry.match_key',
    title: m.privacy_data_businesses,
    of: ofBusiness,
    columns: {},
    erase: {
      how: 'clear',
      set: Object.fromEntries(
        ['nik', 'phone', 'name', 'word', 'owner', 'corner', 'door'].map((key) => [`by_${key}`, 'null']),
      ),
    },
  },
]
