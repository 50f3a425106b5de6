import { z } from 'zod'
import { type Actor, scopeOf } from '#kernel/actor.ts'
import type { Context } from '#kernel/context.ts'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { allowIf, operation, type Verdict } from '#kernel/operation.ts'
import { getSettings } from '#kernel/settings.server.ts'
import { openGate } from '../gate.server.ts'
import { forgetKeysOf } from '../keys/verify.server.ts'
import { hidePhone } from '../phone.ts'
import { withRegionNames } from '../places.server.ts'
import { isAdministrator, mayGrant, mayManageAccount, seesEveryAccount } from '../policy.ts'
import { provisionAccount, provisionRole, storePassword } from '../provision.server.ts'
import { administeredOrganisations } from '../roles/operations.server.ts'
import { dropSecondFactor } from '../security/commands.server.ts'
import { checkPassword } from '../security/password.server.ts'
import { sendPasswordLink } from '../security/password-link.server.ts'
import { Password } from '../security/schema.ts'
import { endSessionsOf } from '../sign-in/commands.server.ts'
import { disableAccount, enableAccount } from './commands.server.ts'
import { getManagedAccount, listAccounts, type ManagedAccount } from './queries.server.ts'
import { AccountDetail, AccountFilter, AccountId, AccountPage, NewAccount, Reason } from './schema.ts'

const home = async (ctx: Context) => (await getSettings(ctx.db, 'site')).region

export const readAccounts = operation({
  name: 'identity.list_accounts',
  summary:
    'Accounts that hold a role in what one administers; administrators of the whole deployment see all.',
  http: 'GET /accounts',
  secondFactor: true,
  input: AccountFilter,
  output: AccountPage,
  can: (actor) => allowIf(isAdministrator(actor)),
  async run(ctx, filter) {
    const everybody = seesEveryAccount(ctx.actor, await home(ctx))
    await openGate(ctx.db)
    const page = await listAccounts(ctx.db, {
      ...filter,
      within: everybody ? null : scopeOf(ctx.actor, ['administrator']),
      organisations: administeredOrganisations(ctx.actor),
    })
    const named = await withRegionNames(
      ctx.db,
      page.items.flatMap((row) => row.roles),
    )
    let at = 0
    const items = page.items.map((row) => {
      const roles = named.slice(at, at + row.roles.length)
      at += row.roles.length
      return { ...row, phone: row.phone && hidePhone(row.phone), roles }
    })
    return { ...page, items }
  },
})

interface Managed extends ManagedAccount {
  home: string
}

/** What the acts on one account have in common: only who looks after it learns that it exists. */
const onAccount = {
  secondFactor: true,
  async subject(ctx: Context, { accountId }: { accountId: string }): Promise<Managed> {
    const region = await home(ctx)
    await openGate(ctx.db)
    return { ...(await getManagedAccount(ctx.db, accountId)), home: region }
  },
  can(actor: Actor, account: Managed): Verdict {
    if (!isAdministrator(actor)) return 'forbidden'
    return allowIf(mayManageAccount(actor, account.places, account.home), 'hidden')
  },
}

async function detailOf(ctx: Context, managed: Managed, mayManage: boolean) {
  const { home: _home, places: _places, passwordChangedAt: _changed, ...account } = managed
  return { ...account, roles: await withRegionNames(ctx.db, account.roles), mayManage }
}

/** What changed is read again, so that the answer is what a later look would show. */
const again = async (ctx: Context, account: Managed) =>
  detailOf(ctx, { ...(await getManagedAccount(ctx.db, account.id)), home: account.home }, true)

export const readAccount = operation({
  ...onAccount,
  name: 'identity.get_account',
  summary: 'One account: roles, ways in, whether it is disabled.',
  http: 'GET /accounts/{accountId}',
  input: AccountId,
  output: AccountDetail,
  can(actor: Actor, account: Managed): Verdict {
    if (!isAdministrator(actor)) return 'forbidden'
    const partly = account.places.some((place) => mayGrant(actor, place))
    return allowIf(
      partly ||
        seesEveryAccount(actor, account.home) ||
        mayManageAccount(actor, account.places, account.home),
      'hidden',
    )
  },
  run: (ctx, _, account) => detailOf(ctx, account, mayManageAccount(ctx.actor, account.places, account.home)),
})

export const createAccount = operation({
  name: 'identity.create_account',
  summary: 'Make an account for a colleague; an e-mail address gets an invitation to choose a password.',
  http: 'POST /accounts',
  creates: true,
  secondFactor: true,
  input: NewAccount,
  output: z.object({ id: z.uuid(), name: z.string(), invited: z.boolean() }),
  can: (actor, _, { role, region }) =>
    allowIf(
      isAdministrator(actor) &&
        (role === undefined || mayGrant(actor, { region: region ?? '', organisationId: null })),
    ),
  async run(ctx, { role, region = '', ...account }) {
    const { id } = await provisionAccount(ctx.db, account).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'conflict')
        throw fieldFault(account.email ? 'email' : 'phone', 'identity_account_taken')
      throw error
    })
    if (role) await provisionRole(ctx.db, { accountId: id, role, region, grantedBy: ctx.actor.accountId })
    const { name, email, locale } = account
    if (email) await sendPasswordLink(ctx, { id, name, email, locale, passwordChangedAt: null }, 'invitation')
    ctx.audit({ subject: { type: 'account', id }, region, changes: { name, ...(role && { role, region }) } })
    return { id, name, invited: email !== undefined }
  },
})

export const closeAccount = operation({
  ...onAccount,
  name: 'identity.disable_account',
  summary: 'Shut an account: its sessions and keys end at once. Nothing it did is removed.',
  http: 'POST /accounts/{accountId}/disable',
  input: AccountId.extend({ reason: Reason }),
  output: AccountDetail,
  async run(ctx, { accountId, reason }, account) {
    if (accountId === ctx.actor.accountId) throw new Fault('conflict', 'identity_not_oneself')
    await disableAccount(ctx, accountId, reason)
    await endSessionsOf(ctx, accountId, 'disabled')
    forgetKeysOf(accountId)
    ctx.audit({ subject: { type: 'account', id: accountId }, reason })
    return again(ctx, account)
  },
})

export const reopenAccount = operation({
  ...onAccount,
  name: 'identity.enable_account',
  summary: 'Open a disabled account again.',
  http: 'POST /accounts/{accountId}/enable',
  input: AccountId,
  output: AccountDetail,
  async run(ctx, { accountId }, account) {
    await enableAccount(ctx, accountId)
    ctx.audit({ subject: { type: 'account', id: accountId } })
    return again(ctx, account)
  },
})

export const resetSecondFactor = operation({
  ...onAccount,
  name: 'identity.reset_second_factor',
  summary: 'For a lost phone: forget the authenticator of an account, after meeting the person.',
  http: 'POST /accounts/{accountId}/reset-second-factor',
  input: AccountId.extend({ reason: Reason }),
  output: AccountDetail,
  async run(ctx, { accountId, reason }, account) {
    if (accountId === ctx.actor.accountId) throw new Fault('conflict', 'identity_not_oneself')
    await dropSecondFactor(ctx, accountId)
    await endSessionsOf(ctx, accountId, 'revoked')
    ctx.audit({ subject: { type: 'account', id: accountId }, reason })
    return again(ctx, account)
  },
})

export const invite = operation({
  ...onAccount,
  name: 'identity.send_password_link',
  summary: 'E-mail an account a link to choose a password.',
  http: 'POST /accounts/{accountId}/password-link',
  input: AccountId,
  output: z.object({ id: z.uuid(), email: z.string() }),
  async run(ctx, { accountId }, account) {
    const { name, email, locale, passwordChangedAt } = account
    if (email === null) throw new Fault('conflict', 'identity_no_email')
    await sendPasswordLink(ctx, { id: accountId, name, email, locale, passwordChangedAt }, 'invitation')
    ctx.audit({ subject: { type: 'account', id: accountId } })
    return { id: accountId, email }
  },
})

export const setAccountPassword = operation({
  ...onAccount,
  name: 'identity.set_account_password',
  summary: 'From the command line: set an account’s password; every browser is signed out.',
  input: AccountId.extend({ newPassword: Password }),
  output: AccountId,
  // Administrators send a link instead: nobody knows somebody else's password.
  can: (actor: Actor) => allowIf(actor.kind === 'system'),
  async run(ctx, { accountId, newPassword }, account) {
    await checkPassword(newPassword, [account.name, account.email ?? ''])
    await storePassword(ctx.db, accountId, newPassword)
    await endSessionsOf(ctx, accountId, 'password_changed')
    ctx.audit({ subject: { type: 'account', id: accountId } })
    return { accountId }
  },
})

export const accountOperations = [
  readAccounts,
  readAccount,
  createAccount,
  closeAccount,
  reopenAccount,
  resetSecondFactor,
  invite,
  setAccountPassword,
]
