import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { execute } from '../../src/kernel/execute.server.ts'
import { delegate } from '../../src/modules/identity/delegations/operations.server.ts'
import { createKey } from '../../src/modules/identity/keys/operations.server.ts'
import { requestCode } from '../../src/modules/identity/sign-in/operations.server.ts'
import { callAs } from '../support/actors.ts'
import { here, ownerPhone } from '../support/cast.ts'
import { giveRole, makeAccount, signInByPhone, visit } from '../support/identity.ts'
import { administrators, everyone, nothing, type Probe, people, type Table } from './table.ts'

const phone = () => `+62813${randomInt(10_000_000, 99_999_999)}`
const address = () => `203.0.113.${randomInt(250)}`
const origin = () => ({ address: address(), userAgent: 'probe' })
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** An officer of the place, new each time. */
async function colleague({ database }: Probe) {
  const email = `petugas-${randomUUID()}@contoh.id`
  const { id } = await makeAccount(database, { name: 'Petugas Baru', email })
  const { id: assignmentId } = await giveRole(database, { accountId: id, role: 'officer', region: here })
  return { accountId: id, email, assignmentId }
}
const account = async (probe: Probe, more: object = {}) => ({
  accountId: (await colleague(probe)).accountId,
  ...more,
})
const why = { reason: 'Pindah tugas.' }

async function headsPost({ database, cast }: Probe): Promise<string> {
  const { rows } = await database.owner.query<{ id: string }>(
    `select id from identity.role_assignment where account_id = $1 and role = 'head'`,
    [cast.head.accountId],
  )
  return rows[0]?.id ?? ''
}

let days = 0

/** A day of its own each time, so that delegations never meet. */
async function standIn(probe: Probe) {
  days += 1
  const offset = days
  return {
    assignmentId: await headsPost(probe),
    contact: (await colleague(probe)).email,
    kind: 'plh' as const,
    startsOn: day(offset),
    endsOn: day(offset),
  }
}

async function delegation(probe: Probe): Promise<{ delegationId: string }> {
  const input = await standIn(probe)
  const { id } = await execute(delegate, input, callAs(probe.database.app, probe.cast.head))
  return { delegationId: id }
}

const newKey = () => ({
  name: 'Kalender',
  scopes: ['space:read' as const],
  months: '1' as const,
  hash: createHash('sha256').update(randomBytes(32)).digest('hex'),
  start: `bdy_${randomBytes(6).toString('hex').slice(0, 6)}`,
})

async function key({ database, cast }: Probe): Promise<{ keyId: string }> {
  await database.owner.query('delete from identity.api_key')
  return { keyId: (await execute(createKey, newKey(), callAs(database.app, cast.administrator))).id }
}

const challenge = async ({ database }: Probe) => {
  const { challengeId } = await execute(requestCode, { phone: phone(), address: address() }, visit(database))
  return { challengeId }
}

const recoveryCodes = () => [...'ABCDEFGHIJ'].map((letter) => `ABCDE-FGHI${letter}`)

const ofThePlace = ['administrator', 'national'] as const
const staff = ['officer', 'manager', 'head', 'foreignOfficer', 'foreignHead', ...administrators] as const
const delegators = ['head', 'foreignHead', ...administrators] as const
const link = () => ({ accountId: randomUUID(), expires: '4102444800', token: 'x'.repeat(43) })
const notYet = ['conflict', 'not_found', 'invalid_input'] as const

export const identity: Table = {
  'identity.request_code': { may: everyone, input: () => ({ phone: phone(), address: address() }) },
  'identity.get_code_challenge': { may: everyone, input: challenge },
  'identity.verify_code': {
    may: everyone,
    input: async (probe) => ({ ...(await challenge(probe)), code: '000000', ...origin() }),
  },
  'identity.sign_in': {
    may: everyone,
    input: () => ({ email: 'x@contoh.id', password: 'salah', ...origin() }),
  },
  'identity.give_second_factor': {
    may: everyone,
    input: () => ({ token: 'x', code: '000000', ...origin() }),
  },
  'identity.use_recovery_code': {
    may: everyone,
    input: () => ({ token: 'x', recoveryCode: 'ABCDE-FGHIJ', ...origin() }),
  },
  'identity.sign_out': { may: people, input: nothing },
  'identity.get_me': { may: people, input: nothing },
  'identity.update_profile': { may: people, input: () => ({ name: 'Uji Nama', locale: 'id' }) },
  'identity.request_phone_code': { may: people, input: () => ({ phone: phone(), address: address() }) },
  'identity.change_phone': {
    may: people,
    input: () => ({ challengeId: randomUUID(), code: '000000', address: address() }),
  },
  'identity.list_sessions': { may: people, input: nothing },
  'identity.end_session': {
    may: ['owner'],
    input: async ({ database }) => ({ sessionId: (await signInByPhone(database, ownerPhone)).sessionId }),
  },
  'identity.end_other_sessions': { may: people, input: nothing },
  'identity.change_password': {
    may: people,
    input: () => ({ currentPassword: 'salah', newPassword: 'kuda-baterai-staples-benar-7' }),
    orElse: notYet,
  },
  'identity.request_password_link': {
    may: everyone,
    input: () => ({ email: 'x@contoh.id', address: address() }),
  },
  'identity.read_password_link': { may: everyone, input: link, orElse: notYet },
  'identity.set_password': {
    may: everyone,
    input: () => ({ ...link(), newPassword: 'kuda-baterai-staples-benar-7', address: address() }),
    orElse: notYet,
  },
  'identity.get_security': { may: people, input: nothing },
  'identity.start_second_factor': { may: people, input: nothing, orElse: notYet },
  'identity.get_second_factor_setup': { may: people, input: nothing, orElse: notYet },
  'identity.confirm_second_factor': {
    may: people,
    input: () => ({
      code: '000000',
      recoveryCodes: recoveryCodes(),
    }),
    orElse: notYet,
  },
  'identity.renew_recovery_codes': {
    may: people,
    input: () => ({ recoveryCodes: recoveryCodes() }),
    orElse: notYet,
  },
  'identity.remove_second_factor': { may: people, input: nothing, orElse: notYet },
  'identity.list_purposes': { may: everyone, input: nothing, open: true },
  'identity.list_consents': { may: people, input: nothing },
  'identity.list_consent_history': { may: people, input: nothing },
  'identity.answer_consent': { may: people, input: () => ({ purpose: 'research', given: true }) },
  'identity.list_keys': { may: people, input: nothing },
  'identity.create_key': { may: staff, input: newKey },
  'identity.revoke_key': { may: ['administrator'], input: key },
  'identity.list_accounts': { may: administrators, input: nothing },
  'identity.get_account': { may: ofThePlace, input: (probe) => account(probe) },
  'identity.create_account': {
    may: ofThePlace,
    input: () => ({ name: 'Akun Baru', email: `${randomUUID()}@contoh.id`, role: 'officer', region: here }),
  },
  'identity.disable_account': { may: ofThePlace, input: (probe) => account(probe, why) },
  'identity.enable_account': { may: ofThePlace, input: (probe) => account(probe), orElse: ['conflict'] },
  'identity.reset_second_factor': {
    may: ofThePlace,
    input: (probe) => account(probe, why),
    orElse: ['conflict'],
  },
  // Only from the command line: administrators send a link, so that nobody knows another's password.
  'identity.set_account_password': {
    may: [],
    input: (probe) => account(probe, { newPassword: 'kuda-baterai-staples-benar-7' }),
  },
  'identity.send_password_link': { may: ofThePlace, input: (probe) => account(probe) },
  'identity.list_roles': { may: administrators, input: nothing },
  'identity.get_role': {
    may: ofThePlace,
    input: async (probe) => ({ assignmentId: (await colleague(probe)).assignmentId }),
  },
  'identity.grant_role': {
    may: ofThePlace,
    input: async (probe) => ({ contact: (await colleague(probe)).email, role: 'manager', region: here }),
  },
  'identity.revoke_role': {
    may: ofThePlace,
    input: async (probe) => ({ assignmentId: (await colleague(probe)).assignmentId, ...why }),
  },
  'identity.list_delegations': { may: delegators, input: nothing },
  'identity.list_posts': { may: delegators, input: nothing },
  'identity.delegate': { may: ['head', ...ofThePlace], input: standIn },
  'identity.revoke_delegation': { may: ['head', ...ofThePlace], input: delegation },
  'identity.sign_in_with_office': {
    may: everyone,
    input: () => ({ token: 'x'.repeat(32), methods: [], ...origin() }),
    orElse: notYet,
  },
  'identity.get_sso': { may: administrators, input: nothing, open: true },
  'identity.get_setup': { may: everyone, input: nothing, open: true },
  'identity.set_up': {
    may: everyone,
    input: () => ({
      setUpCode: 'x',
      name: 'Uji',
      email: 'x@contoh.id',
      newPassword: 'kuda-baterai-staples-benar-7',
      address: address(),
    }),
    orElse: notYet,
  },
}
