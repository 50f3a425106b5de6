import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { Fault } from '#kernel/fault.ts'
import { allowIf, operation } from '#kernel/operation.ts'
import { ownId } from '../accounts/own-operations.server.ts'
import { signedIn } from '../policy.ts'
import { insertKey, revokeKey } from './commands.server.ts'
import { countLiveKeys, findKey, listKeys } from './queries.server.ts'
import { Key, NewKey } from './schema.ts'
import { forgetKey } from './verify.server.ts'

const mostKeys = 20

/** Staff and members of organisations: those who hold any role. */
const mayHoldKeys = (actor: Actor) => allowIf(actor.kind === 'account' && actor.grants.length > 0)

export const listOwnKeys = operation({
  name: 'identity.list_keys',
  summary: 'One’s API keys, newest first; the keys themselves are not kept.',
  http: 'GET /me/keys',
  input: z.object({}),
  output: z.object({ items: z.array(Key) }),
  can: signedIn,
  run: async (ctx) => ({ items: await listKeys(ctx.db, ownId(ctx.actor)) }),
})

export const createKey = operation({
  name: 'identity.create_key',
  summary: 'Make an API key that acts with one’s roles, limited to its scopes.',
  secondFactor: true,
  input: NewKey,
  output: Key,
  can: mayHoldKeys,
  async run(ctx, key) {
    const accountId = ownId(ctx.actor)
    if ((await countLiveKeys(ctx.db, accountId, ctx.now)) >= mostKeys)
      throw new Fault('conflict', 'identity_keys_many', { params: { most: mostKeys } })
    const made = await insertKey(ctx, accountId, key)
    ctx.audit({
      subject: { type: 'api_key', id: made.id },
      changes: { name: made.name, scopes: made.scopes },
    })
    return made
  },
})

export const revokeOwnKey = operation({
  name: 'identity.revoke_key',
  summary: 'Stop an API key, at once.',
  http: 'DELETE /me/keys/{keyId}',
  input: z.object({ keyId: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  async subject(ctx, { keyId }) {
    const key = await findKey(ctx.db, keyId)
    if (!key) throw new Fault('not_found', 'kernel_not_found')
    return key
  },
  can: (actor, key) => allowIf(key.accountId === actor.accountId, 'hidden'),
  async run(ctx, { keyId }) {
    await revokeKey(ctx, keyId)
    forgetKey(keyId)
    ctx.audit({ subject: { type: 'api_key', id: keyId } })
    return { id: keyId }
  },
})

export const keyOperations = [listOwnKeys, createKey, revokeOwnKey]
