import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Fault, fieldFault } from '#kernel/fault.ts'
import { operation } from '#kernel/operation.ts'
import { identity } from '../auth.server.ts'
import { provisionAccount, provisionRole } from '../provision.server.ts'
import { checkPassword } from '../security/password.server.ts'
import { setUpCode } from './code.server.ts'
import { lockSetUp } from './commands.server.ts'
import { isSetUp } from './queries.server.ts'
import { FirstAdministrator } from './schema.ts'

export const readSetUp = operation({
  name: 'identity.get_setup',
  summary: 'Does this installation have an administrator?',
  reads: true,
  input: z.object({}),
  output: z.object({ done: z.boolean() }),
  can: () => 'allowed',
  run: async (ctx) => ({ done: await isSetUp(ctx.db) }),
})

const isCode = (typed: string) => {
  const [given, expected] = [Buffer.from(typed), Buffer.from(setUpCode())]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

export const setUp = operation({
  name: 'identity.set_up',
  summary: 'Make the first administrator of a new installation, with the code from its log.',
  input: FirstAdministrator,
  output: z.object({ id: z.uuid() }),
  can: () => 'allowed',
  async run(ctx, { setUpCode: typed, name, email, newPassword, address }) {
    await identity().limiter.take('setup_address', address)
    await lockSetUp(ctx)
    if (await isSetUp(ctx.db)) throw new Fault('not_found', 'kernel_not_found')
    if (!isCode(typed)) throw fieldFault('setUpCode', 'identity_field_setup_code')
    await checkPassword(newPassword, [name, email])
    const { id } = await provisionAccount(ctx.db, { name, email, password: newPassword, locale: ctx.locale })
    await provisionRole(ctx.db, { accountId: id, role: 'administrator', region: '' })
    ctx.audit({ subject: { type: 'account', id }, region: '' })
    return { id }
  },
})

export const setUpOperations = [readSetUp, setUp]
