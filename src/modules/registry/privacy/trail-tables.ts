import { erasedName, type PersonalTable } from '#kernel/personal-data.ts'
import { m } from '#messages'

const gone = `'${erasedName}'`
const clearedText = (column: string) => `case when t.${column} is null then null else ${gone} end`
const ofBusiness = 't.business_id = any (s.businesses)'

/** What work on a record leaves behind: checks, visits of officers, merges, consents for partners, lists somebody kept. */
export const trailTables: readonly PersonalTable[] = [
  {
    table: 'registry.business_share',
    title: m.privacy_data_shares,
    of: ofBusiness,
    columns: {
      to: '(select n.name from registry.organisation_names(array[t.organisation_id]) n)',
      purpose: true,
      at: 't.given_at',
      ends_on: 't.withdrawn_at',
    },
    erase: {
      how: 'clear',
      set: { withdrawn_at: 'coalesce(t.withdrawn_at, greatest(now(), t.given_at))' },
      because: 'proof',
    },
  },
  {
    table: 'registry.check_tick',
    title: m.privacy_data_checks,
    of: ofBusiness,
    columns: { at: true, by: 't.by_name', about: 't.item_code', note: true },
    erase: { how: 'clear', set: { note: `''` }, because: 'accountability' },
  },
  {
    table: 'registry.check_evidence',
    title: m.privacy_data_checks,
    of: ofBusiness,
    columns: { at: true, by: 't.by_name', media_type: true, text: 't.caption' },
    erase: { how: 'clear', set: { caption: `''`, removed_at: 'coalesce(t.removed_at, now())' } },
  },
  {
    table: 'registry.field_entry',
    title: m.privacy_data_checks,
    of: ofBusiness,
    columns: {
      by: 't.officer_name',
      location: `case when t.latitude is not null then t.latitude || ', ' || t.longitude end`,
    },
    erase: { how: 'clear', set: { latitude: 'null', longitude: 'null' }, because: 'log' },
  },
  {
    table: 'registry.field_visit',
    title: m.privacy_data_checks,
    of: ofBusiness,
    columns: { at: 't.told_at', by: 't.assignee_name', state: true, note: 't.told_note', about: 't.note' },
    erase: {
      how: 'clear',
      set: { name: gone, note: clearedText('note'), told_note: clearedText('told_note') },
      because: 'log',
    },
  },
  {
    table: 'kernel.file',
    title: m.privacy_data_files,
    of: `t.id in (select p.file_id from registry.field_photo p join registry.field_entry e on e.id = p.entry_id
      where e.business_id = any (s.businesses))`,
    columns: { created_at: true, about: 't.about_type', media_type: true, bytes: true },
    erase: { how: 'clear', set: { removed_at: 'coalesce(t.removed_at, now())' } },
  },
  {
    table: 'registry.match_pair',
    title: m.privacy_data_checks,
    of: 't.a_id = any (s.businesses) or t.b_id = any (s.businesses)',
    columns: { at: 't.found_at', state: true, by: 't.decided_by_name', note: true },
    erase: { how: 'clear', set: { note: 'null' }, because: 'log' },
  },
  {
    table: 'registry.business_merge',
    title: m.privacy_data_checks,
    of: 't.survivor_id = any (s.businesses) or t.merged_id = any (s.businesses)',
    columns: { at: true, by: 't.by_name', reason: 't.undone_reason' },
    erase: { how: 'clear', set: { case_before: 'null', carried: `'{}'::jsonb` }, because: 'log' },
  },
  {
    table: 'registry.import_run',
    title: m.privacy_data_imports,
    of: 't.created_by = s.account',
    columns: { at: 't.created_at', name: 't.file_name', state: true },
    erase: { how: 'clear', set: { created_by_name: gone, file_name: gone }, because: 'accountability' },
  },
  {
    // Sealed whole: nobody's rows can be found in it. They go with the file, thirty days after the list was brought.
    table: 'registry.import_row',
    title: m.privacy_data_imports,
    of: 'false',
    columns: {},
    erase: { how: 'keep', because: 'accountability' },
  },
  {
    table: 'registry.saved_view',
    title: m.privacy_data_views,
    of: 't.account_id = s.account',
    columns: { name: true, created_at: true },
    erase: { how: 'clear', set: { author: gone, removed_at: 'coalesce(t.removed_at, now())' } },
  },
  {
    table: 'registry.unit_member',
    title: m.privacy_data_roles,
    of: 't.assignment_id in (select a.id from identity.role_assignment a where a.account_id = s.account)',
    columns: { role: 't.title' },
    erase: { how: 'clear', set: { title: 'null' } },
  },
]
