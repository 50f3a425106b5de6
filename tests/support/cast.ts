import { type Actor, anonymous, type Role } from '../../src/kernel/actor.ts'
import { keyScopes } from '../../src/modules/identity/keys/schema.ts'
import { actorOf } from '../../src/modules/identity/provision.server.ts'
import { importRegions } from '../../src/modules/region/import.server.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { giveRole, makeAccount, openTestIdentity } from './identity.ts'

/** The owner's, as the records of the place have it. */
export const ownerPhone = '+6281200000099'

/** A kelurahan, and one of another city. */
export const here = '33.72.05.1010'
export const elsewhere = '33.73.01.1001'

/** Who plays in the probes, from least to most; all but the visitor have real accounts and roles. */
export interface Cast {
  anonymous: Actor
  /** Whose records they are. */
  owner: Actor
  /** Another person with an account. */
  resident: Actor
  /** Staff of the place. */
  officer: Actor
  manager: Actor
  head: Actor
  administrator: Actor
  /** Staff of another city. */
  foreignOfficer: Actor
  foreignHead: Actor
  foreignAdministrator: Actor
  /** Of the whole nation. */
  national: Actor
  /** A key of the administrator's with every scope a key may have. */
  key: Actor
  /** The same key with none. */
  bareKey: Actor
}

const roles: Partial<Record<keyof Cast, { role: Role; region: string }>> = {
  officer: { role: 'officer', region: '33.72.05' },
  manager: { role: 'manager', region: '33.72.05' },
  head: { role: 'head', region: here },
  administrator: { role: 'administrator', region: '33.72' },
  foreignOfficer: { role: 'officer', region: '33.73' },
  foreignHead: { role: 'head', region: '33.73' },
  foreignAdministrator: { role: 'administrator', region: '33.73' },
  national: { role: 'administrator', region: '' },
}

/** A database with all regions and these people; call it at the top level of a test file. */
export async function castOf(): Promise<{ database: TestDatabase; cast: Cast }> {
  const database = await testDatabase({ regions: true })
  await openTestIdentity(database)
  await importRegions(database.owner)
  await database.owner.query(`insert into kernel.setting (key, value) values ('site', '{"region": "33.72"}')`)
  const names = ['owner', 'resident', ...(Object.keys(roles) as (keyof Cast)[])] as const
  const made: Partial<Record<keyof Cast, Actor>> = {}
  for (const [index, name] of names.entries()) {
    const { id } = await makeAccount(database, {
      name: `Uji ${name}`,
      phone: name === 'owner' ? ownerPhone : `+62812000000${String(index).padStart(2, '0')}`,
      email: `${name.toLowerCase()}@contoh.id`,
    })
    const given = roles[name]
    if (given) await giveRole(database, { accountId: id, ...given })
    made[name] = await actorOf(database.app, id)
  }
  const administrator = made.administrator ?? anonymous
  const key: Actor = { ...administrator, kind: 'key', keyScopes: [...keyScopes], secondFactor: false }
  return { database, cast: { ...(made as Cast), anonymous, key, bareKey: { ...key, keyScopes: [] } } }
}
