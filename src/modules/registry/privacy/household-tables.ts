import { erasedName, type PersonalTable } from '#kernel/personal-data.ts'
import { m } from '#messages'

const gone = `'${erasedName}'`
const ofHousehold = 't.household_id = any (s.households)'
const alone = 't.household_id = any (s.alone)'

/**
 * What stands in the record of a household. It belongs to all who live there: when others stay, an erasure takes out the
 * person; when nobody stays, everything that describes them in words.
 */
export const householdTables: readonly PersonalTable[] = [
  {
    table: 'registry.household_member',
    title: m.privacy_data_members,
    of: ofHousehold,
    columns: { name: true, birth_year: true, relation: true },
    erase: {
      how: 'clear',
      set: { name: gone, birth_year: 'null' },
      when: `t.person_id = any (s.persons) or ${alone}`,
      because: 'others',
    },
  },
  {
    table: 'registry.household_move',
    title: m.privacy_data_moves,
    of: ofHousehold,
    columns: { region: 't.from_region', place: 't.from_place', reason: 't.why' },
    erase: { how: 'clear', set: { from_place: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_housing',
    title: m.privacy_data_housing,
    of: ofHousehold,
    columns: { kind: 't.tenure', floor: true, wall: true, water: true, electricity: true, toilet: true },
    erase: { how: 'keep', because: 'others' },
  },
  {
    table: 'registry.household_work',
    title: m.privacy_data_work,
    of: ofHousehold,
    columns: { about: 't.occupation', kind: 't.status', place: true, hours: true },
    erase: { how: 'clear', set: { place: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_money',
    title: m.privacy_data_money,
    of: ofHousehold,
    columns: { kind: true, amount: true, note: true },
    erase: { how: 'clear', set: { note: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_asset',
    title: m.privacy_data_assets,
    of: ofHousehold,
    columns: { kind: true, about: 't.description', amount: 't.value' },
    erase: { how: 'clear', set: { description: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_debt',
    title: m.privacy_data_finance,
    of: ofHousehold,
    columns: { kind: 't.lender_kind', lender: 't.lender_name', purpose: true, rate: 't.effective_rate' },
    opened: { amounts: { column: 'amounts_sealed', purpose: 'registry.household_debt' } },
    erase: { how: 'clear', set: { lender_name: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_aid',
    title: m.privacy_data_aid,
    of: ofHousehold,
    columns: { kind: true, institution: true, about: 't.what', amount: true },
    erase: { how: 'clear', set: { what: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_rung',
    title: m.privacy_data_welfare,
    of: ofHousehold,
    columns: { rung: true, decile: true, source: true, reason: 't.basis' },
    erase: { how: 'clear', set: { basis: 'null' }, when: alone, because: 'others' },
  },
  {
    table: 'registry.household_change',
    title: m.privacy_data_changes,
    of: ofHousehold,
    columns: { at: true, by: 't.by_name', about: 't.section', act: true, reason: true },
    erase: { how: 'clear', set: { sealed: 'null' }, when: alone, because: 'log' },
  },
  {
    table: 'registry.household_opening',
    title: m.privacy_data_seen,
    of: ofHousehold,
    columns: { at: true, by: 't.account_name', reason: true },
    erase: { how: 'keep', because: 'log' },
  },
]
