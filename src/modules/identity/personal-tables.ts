import { erasedName, type PersonalTable, type Retention } from '#kernel/personal-data.ts'
import { m } from '#messages'

/** What identity knows about people: the account, ways to sign in, sessions, answers, roles. */
export const identityPersonalData: readonly PersonalTable[] = [
  {
    table: 'identity.account',
    title: m.privacy_data_account,
    of: 't.id = s.account',
    columns: { name: true, phone: true, email: true, locale: true, created_at: true },
    erase: {
      how: 'clear',
      set: {
        name: `'${erasedName}'`,
        phone: 'null',
        phone_verified_at: 'null',
        email: 'null',
        email_verified: 'false',
        image: 'null',
        disabled_at: 'coalesce(t.disabled_at, now())',
        disabled_reason: `'erased'`,
      },
    },
  },
  {
    table: 'identity.credential',
    title: m.privacy_data_sign_in,
    of: 't.account_id = s.account',
    columns: { kind: 't.provider_id', created_at: true },
    erase: { how: 'clear', set: { password_hash: 'null', provider_account_id: 't.id::text' } },
  },
  {
    table: 'identity.session',
    title: m.privacy_data_sessions,
    of: 't.account_id = s.account',
    columns: { created_at: true, seen_at: true, address: true, device: 't.user_agent', method: true },
    erase: { how: 'delete' },
  },
  {
    table: 'identity.code_challenge',
    title: m.privacy_data_sessions,
    of: 't.account_id = s.account or t.phone = any (s.contacts)',
    columns: {},
    erase: { how: 'delete' },
  },
  {
    table: 'identity.rate_limit',
    title: m.privacy_data_sessions,
    of: 'exists (select from unnest(s.contacts) contact where strpos(t.key, contact) > 0)',
    columns: {},
    erase: { how: 'delete' },
  },
  {
    table: 'identity.second_factor',
    title: m.privacy_data_sign_in,
    of: 't.account_id = s.account',
    columns: { kind: `'totp'`, created_at: true },
    erase: { how: 'delete' },
  },
  {
    table: 'identity.recovery_code',
    title: m.privacy_data_sign_in,
    of: 't.account_id = s.account',
    columns: {},
    erase: { how: 'clear', set: { replaced_at: 'coalesce(t.replaced_at, now())' } },
  },
  {
    table: 'identity.consent',
    title: m.privacy_data_consents,
    of: 't.account_id = s.account',
    columns: {
      at: true,
      purpose: true,
      answer: `case when t.given then '✓' else '✗' end`,
      version: 't.purpose_version',
    },
    erase: { how: 'keep', because: 'proof' },
  },
  {
    table: 'identity.role_assignment',
    title: m.privacy_data_roles,
    of: 't.account_id = s.account',
    columns: { role: true, place: true, starts_on: true, ends_on: true, note: true },
    erase: { how: 'clear', set: { note: 'null' }, because: 'accountability' },
    blocks: {
      when: `t.revoked_at is null and coalesce(t.ends_on, 'infinity') >= identity.today()`,
      key: 'privacy_blocked_roles',
    },
  },
  {
    table: 'identity.delegation',
    title: m.privacy_data_roles,
    of: 't.delegate_id = s.account',
    columns: { kind: true, starts_on: true, ends_on: true, note: 't.decree' },
    erase: { how: 'keep', because: 'accountability' },
  },
  {
    table: 'identity.api_key',
    title: m.privacy_data_keys,
    of: 't.account_id = s.account',
    columns: { name: true, created_at: true, ends_on: 't.expires_at' },
    erase: { how: 'clear', set: { name: `'${erasedName}'`, revoked_at: 'coalesce(t.revoked_at, now())' } },
  },
]

export const identityRetention: readonly Retention[] = [
  {
    key: 'ended_sessions',
    statement: `delete from identity.session
      where coalesce(ended_at, expires_at) < now() - make_interval(days => $1)`,
  },
]
