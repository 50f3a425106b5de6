import { z } from 'zod'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { m } from '#messages'
import { ownId } from '../accounts/own-operations.server.ts'
import { identity } from '../auth.server.ts'
import { openGate } from '../gate.server.ts'
import { signedIn } from '../policy.ts'
import { storePassword } from '../provision.server.ts'
import { endSessionsOf } from '../sign-in/commands.server.ts'
import { checkPassword, isPassword } from './password.server.ts'
import { isLinkOf, sendPasswordLink } from './password-link.server.ts'
import { findPasswordHolder, lockPasswordHolder } from './queries.server.ts'
import { PasswordByLink, PasswordChange, PasswordLink, PasswordLinkRequest } from './schema.ts'

const anyone = () => 'allowed' as const

export const changePassword = operation({
  name: 'identity.change_password',
  summary: 'Choose another password; other browsers are signed out.',
  input: PasswordChange,
  output: z.object({ id: z.uuid() }),
  can: signedIn,
  async run(ctx, { currentPassword, newPassword }) {
    const id = ownId(ctx.actor)
    await identity().limiter.take('login_here', `change ${id}`)
    await openGate(ctx.db)
    const holder = await lockPasswordHolder(ctx.db, id)
    if (!holder?.passwordHash) throw new Fault('conflict', 'identity_no_password')
    if (!(await isPassword(currentPassword, holder.passwordHash)))
      throw fieldFault('currentPassword', 'identity_field_password_wrong')
    await identity().limiter.forgive('login_here', `change ${id}`)
    await checkPassword(newPassword, [holder.name, holder.email ?? ''])
    await storePassword(ctx.db, id, newPassword)
    await endSessionsOf(ctx, id, 'password_changed', ctx.actor.sessionId)
    ctx.audit({ subject: { type: 'account', id } })
    if (holder.email)
      ctx.send({
        to: { email: holder.email },
        locale: holder.locale,
        template: 'identity.password_changed',
        subject: m.identity_password_changed_subject({}, { locale: holder.locale }),
        body: m.identity_password_changed_message({ name: holder.name }, { locale: holder.locale }),
        about: { type: 'account', id },
      })
    return { id }
  },
})

export const requestPasswordLink = operation({
  name: 'identity.request_password_link',
  summary:
    'E-mail a link to set a new password. The answer is the same whether or not the address has an account.',
  input: PasswordLinkRequest,
  output: z.object({ email: z.string() }),
  can: anyone,
  async run(ctx, { email, address }) {
    const { limiter } = identity()
    await limiter.take('password_link_address', address)
    await limiter.take('password_link', email)
    await openGate(ctx.db)
    const holder = await findPasswordHolder(ctx.db, { email })
    if (holder) {
      ctx.audit({ subject: { type: 'account', id: holder.id } })
      await sendPasswordLink(ctx, { ...holder, email }, 'reset')
    }
    return { email }
  },
})

export const readPasswordLink = operation({
  name: 'identity.read_password_link',
  summary: 'Does the link to set a password still hold, and whose is it?',
  reads: true,
  input: PasswordLink,
  output: z.object({ email: z.string() }),
  can: anyone,
  async run(ctx, { accountId, expires, token }) {
    await openGate(ctx.db)
    const holder = await findPasswordHolder(ctx.db, { id: accountId })
    if (!holder?.email || !isLinkOf(holder, { expires, token, now: ctx.now }))
      throw new Fault('not_found', 'identity_link_over')
    return { email: holder.email }
  },
})

export const setPasswordByLink = operation({
  name: 'identity.set_password',
  summary: 'Set a password with the link from the e-mail; every browser is signed out.',
  input: PasswordByLink,
  output: z.object({ id: z.uuid() }),
  can: anyone,
  async run(ctx, { accountId, expires, token, newPassword, address }) {
    await identity().limiter.take('password_link_address', address)
    await openGate(ctx.db)
    const holder = await lockPasswordHolder(ctx.db, accountId)
    if (!holder?.email || !isLinkOf(holder, { expires, token, now: ctx.now }))
      throw new Fault('not_found', 'identity_link_over')
    await checkPassword(newPassword, [holder.name, holder.email])
    await storePassword(ctx.db, accountId, newPassword)
    await endSessionsOf(ctx, accountId, 'password_changed')
    ctx.audit({ subject: { type: 'account', id: accountId } })
    return { id: accountId }
  },
})

export const passwordOperations = [changePassword, requestPasswordLink, readPasswordLink, setPasswordByLink]
