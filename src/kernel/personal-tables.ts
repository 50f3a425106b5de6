import { m } from '#messages'
import { erasedName, type PersonalTable, type Retention } from './personal-data.ts'

/** What the kernel knows about people: messages to them, what they did, files they sent. */
export const kernelPersonalData: readonly PersonalTable[] = [
  {
    table: 'kernel.message',
    title: m.privacy_data_messages,
    // Codes and links that open an account are secrets for minutes, not data about a person.
    of: `t.recipient = any (s.contacts) and t.template !~ '(code|link|invitation)$'`,
    columns: { created_at: true, channel: true, recipient: true, text: 't.body', state: true },
    erase: {
      how: 'clear',
      set: {
        recipient: `'***'`,
        subject: 'null',
        body: `''`,
        state: `case when t.state = 'queued' then 'cancelled' else t.state end`,
      },
    },
  },
  {
    table: 'kernel.message',
    title: m.privacy_data_messages,
    of: `t.recipient = any (s.contacts) and t.template ~ '(code|link|invitation)$'`,
    columns: {},
    erase: {
      how: 'clear',
      set: {
        recipient: `'***'`,
        subject: 'null',
        body: `''`,
        state: `case when t.state = 'queued' then 'cancelled' else t.state end`,
      },
    },
  },
  {
    table: 'kernel.audit_entry',
    title: m.privacy_data_acts,
    of: 't.actor_id = s.account',
    columns: { at: true, act: 't.operation', via: true, reason: true },
    erase: { how: 'keep', because: 'log' },
  },
  {
    table: 'kernel.file',
    title: m.privacy_data_files,
    of: 't.created_by = s.account',
    columns: { created_at: true, about: 't.about_type', media_type: true, bytes: true },
    erase: { how: 'clear', set: { removed_at: 'coalesce(t.removed_at, now())' }, when: 'not t.public' },
  },
  {
    table: 'kernel.idempotency_key',
    title: m.privacy_data_acts,
    of: `t.actor = s.account::text
      or exists (select from unnest(s.contacts || s.names) word where strpos(t.response::text, word) > 0)`,
    columns: {},
    erase: { how: 'delete' },
  },
  {
    table: 'kernel.case_presence',
    title: m.privacy_data_acts,
    of: 't.account_id = s.account',
    columns: {},
    erase: { how: 'clear', set: { name: `'${erasedName}'` } },
  },
]

const cleared = `recipient = '***', subject = null, body = ''`

export const kernelRetention: readonly Retention[] = [
  {
    key: 'old_messages',
    statement: `update kernel.message set ${cleared}
      where created_at < now() - make_interval(days => $1) and recipient <> '***' and state <> 'queued'`,
  },
  {
    key: 'erasure_notices',
    statement: `update kernel.message set ${cleared}
      where template = 'registry.data_erased' and recipient <> '***'
        and (state in ('sent', 'shown', 'cancelled') or created_at < now() - make_interval(days => $1))`,
  },
]
