import { createHash, randomBytes } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { type Actor, anonymous } from '#kernel/actor.ts'
import { newId } from '#kernel/id.ts'
import { provisionAccount, provisionRole } from '#modules/identity/provision.server.ts'
import { everyDay, provisionSpace } from '#modules/space/provision.server.ts'
import type { Space } from '#modules/space/schema.ts'
import { openPool } from '#platform/database/pool.ts'
import { databaseOn } from '#platform/database/transaction.ts'
import type { Site } from './site.ts'

const region = '33.72.05.1010'

/** An account with an API key, as a resident or their program has one. Returns the key. */
export async function accountWithKey(site: Site, name: string, phone: string): Promise<string> {
  const client = await site.owner.connect()
  try {
    await client.query('begin')
    const { id } = await provisionAccount(databaseOn(client), { name, phone })
    const key = await insertKey(client, id, '{space:read,space:write}')
    await client.query('commit')
    return key
  } finally {
    client.release()
  }
}

/** A program of an officer of the whole nation. Returns its key. */
export async function staffWithKey(site: Site): Promise<string> {
  const client = await site.owner.connect()
  try {
    await client.query('begin')
    const { id } = await provisionAccount(databaseOn(client), { name: 'Petugas nasional' })
    await provisionRole(databaseOn(client), { accountId: id, role: 'officer', region: '' })
    const key = await insertKey(client, id, '{registry:read}')
    await client.query('commit')
    return key
  } finally {
    client.release()
  }
}

async function insertKey(client: PoolClient, accountId: string, scopes: string): Promise<string> {
  const key = `bdy_${randomBytes(32).toString('base64url')}`
  await client.query(
    `insert into identity.api_key (id, account_id, name, start, hash, scopes, expires_at)
     values ($1, $2, 'bench', $3, $4, $5, now() + interval '1 day')`,
    [newId(), accountId, key.slice(0, 8), createHash('sha256').update(key).digest(), scopes],
  )
  return key
}

/** A manager of the region, and the key of their program. */
export async function managerWithKey(owner: Pool): Promise<{ actor: Actor; key: string }> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    const { id } = await provisionAccount(databaseOn(client), { name: 'Pengelola' })
    await provisionRole(databaseOn(client), { accountId: id, role: 'manager', region })
    const key = await insertKey(client, id, '{space:read,space:write}')
    await client.query('commit')
    const grants = [{ role: 'manager' as const, region, organisationId: null }]
    const actor = {
      ...anonymous,
      kind: 'account' as const,
      accountId: id,
      name: 'Pengelola',
      grants,
      secondFactor: true,
    }
    return { actor, key }
  } finally {
    client.release()
  }
}

/** Spaces that accept whoever asks, as long as the time is free and within a year. */
export async function spacesFor(
  site: Site,
  howMany: number,
  rules: Parameters<typeof provisionSpace>[1],
): Promise<Space[]> {
  const pool = openPool(site.databaseUrl, 'berdaya_app', { max: 2 })
  try {
    const { actor } = await managerWithKey(site.owner)
    const spaces: Space[] = []
    for (let number = 1; number <= howMany; number++)
      spaces.push(
        await provisionSpace({ pool, actor }, { name: `Gedung ${newId()}`, maxDaysAhead: 365, ...rules }),
      )
    return spaces
  } finally {
    await pool.end()
  }
}

/** Open day and night in quarters of an hour, so that a bench does not run out of times. */
export const wideSpaces = (site: Site, howMany: number): Promise<Space[]> =>
  spacesFor(site, howMany, {
    openings: everyDay(0, 24 * 60),
    slotMinutes: 15,
    minMinutes: 15,
    maxMinutes: 60,
  })
