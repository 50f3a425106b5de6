import { erasedName, type PersonalTable } from '#kernel/personal-data.ts'
import { m } from '#messages'

/** What rounds know about people: applications, what was told for the weight, appeals. */
export const allotmentPersonalData: readonly PersonalTable[] = [
  {
    table: 'space.application',
    title: m.allotment_privacy_applications,
    of: `t.account_id = s.account or t.business_id = any (s.businesses) or t.holder_phone = any (s.contacts)`,
    columns: {
      round: '(select r.title from space.round r where r.id = t.round_id)',
      number: true,
      at: 't.received_at',
      state: true,
      name: 't.holder_name',
      phone: 't.holder_phone',
      business: 't.business_name',
      sector: true,
      wishes: true,
      weight: true,
      factors: true,
    },
    erase: {
      how: 'clear',
      set: { holder_name: `'${erasedName}'`, holder_phone: 'null', business_name: `'${erasedName}'` },
      because: 'accountability',
    },
    blocks: {
      when: `t.state in ('applied', 'eligible', 'placed', 'reserve', 'offered')
        and exists (select from space.round r where r.id = t.round_id and r.state not in ('cancelled', 'confirmed'))`,
      key: 'allotment_privacy_blocked',
    },
  },
  {
    table: 'space.application_claim',
    title: m.allotment_privacy_claims,
    of: `exists (select from space.application a where a.id = t.application_id
      and (a.account_id = s.account or a.business_id = any (s.businesses)))`,
    columns: { kind: true, state: true, reason: true, at: 't.checked_at' },
    erase: { how: 'keep', because: 'accountability' },
  },
  {
    table: 'space.appeal',
    title: m.allotment_privacy_appeals,
    of: `t.account_id = s.account or exists (select from space.application a where a.id = t.application_id
      and (a.account_id = s.account or a.business_id = any (s.businesses)))`,
    columns: {
      at: 't.submitted_at',
      text: 't.message',
      state: true,
      decided_by: 't.decided_by_name',
      reason: true,
    },
    erase: {
      how: 'clear',
      set: {
        message: `'${erasedName} ${erasedName}'`,
        reason: `case when t.reason is null then null else '${erasedName}' end`,
      },
      because: 'accountability',
    },
  },
]
