import { beforeEach, describe, expect, test } from 'vitest'
import { execute } from '#kernel/execute.server.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { makeAccount, openTestIdentity, origin, visit } from '../../../../tests/support/identity.ts'
import { browse, client, type Employee, openProvider } from '../../../../tests/support/oidc.ts'
import { actorOfToken } from '../actor.server.ts'
import { signInWithOffice } from './operations.server.ts'
import { arriveFromProvider, departToProvider, forgetLibrary } from './sign-in.server.ts'

const home = 'http://127.0.0.1:3999'
const callback = `${home}/masuk/sso/callback/office`
const database = await testDatabase()
const provider = await openProvider(callback)
const oidc = {
  issuer: provider.issuer,
  clientId: client.clientId,
  clientSecret: client.clientSecret,
  name: 'Akun Pemkot',
}
await openTestIdentity(database, { baseUrl: home, oidc })

let number = 0
const employee = (more: Partial<Employee> = {}): Employee => ({
  sub: `pegawai-${++number}`,
  email: `pegawai${number}@surakarta.contoh.id`,
  email_verified: true,
  name: `Pegawai ${number}`,
  ...more,
})

/** From our button to the provider and back, as a browser does it. */
async function visitProvider(who: Employee, cookies?: string) {
  provider.state.employee = who
  const departure = await departToProvider(new Headers(), { back: '/kantor', failed: '/masuk/petugas' })
  const back = await browse(departure.url, (url) => url.startsWith(home))
  const cookie = cookies ?? departure.cookies.map((line) => line.split(';')[0]).join('; ')
  return { arrival: await arriveFromProvider(new Request(back, { headers: { cookie } })), back }
}

const complete = async (arrival: { token: string | null; methods: readonly string[] }) =>
  execute(
    signInWithOffice,
    { token: arrival.token ?? '', methods: [...arrival.methods], ...origin },
    visit(database),
  )

beforeEach(() => forgetLibrary())

describe('signing in with the office’s own account', () => {
  test('opens the account with the verified address, and links it', async () => {
    const who = employee()
    const { id } = await makeAccount(database, { name: who.name, email: who.email })
    const { arrival } = await visitProvider(who)
    expect(arrival.location).toMatch(/\/kantor$/)
    const answer = await complete(arrival)
    expect(answer).toMatchObject({ outcome: 'signed_in', accountId: id })
    expect(await actorOfToken(database.app, arrival.token ?? '')).toMatchObject({
      accountId: id,
      secondFactor: false,
    })
    const { rows } = await database.owner.query('select * from identity.credential where account_id = $1', [
      id,
    ])
    expect(rows).toMatchObject([
      {
        provider_id: 'office',
        provider_account_id: who.sub,
        access_token: null,
        refresh_token: null,
        id_token: null,
      },
    ])
  })

  test('finds the linked account again, also when the address has changed at the provider', async () => {
    const who = employee()
    const { id } = await makeAccount(database, { name: who.name, email: who.email })
    await visitProvider(who)
    const { arrival } = await visitProvider({ ...who, email: 'nama.baru@surakarta.contoh.id' })
    expect(await complete(arrival)).toMatchObject({ outcome: 'signed_in', accountId: id })
  })

  test('counts the provider’s second factor as ours', async () => {
    const who = employee({ amr: ['pwd', 'mfa'] })
    await makeAccount(database, { name: who.name, email: who.email })
    const { arrival } = await visitProvider(who)
    await complete(arrival)
    expect(await actorOfToken(database.app, arrival.token ?? '')).toMatchObject({ secondFactor: true })
  })

  test('makes no account for an address that nobody invited', async () => {
    const who = employee()
    const { arrival } = await visitProvider(who)
    expect(arrival.token).toBeNull()
    expect(arrival.location).toContain('error=')
    const { rowCount } = await database.owner.query('select from identity.account where email = $1', [
      who.email,
    ])
    expect(rowCount).toBe(0)
  })

  test('does not believe an address that the provider has not verified', async () => {
    const who = employee({ email_verified: false })
    await makeAccount(database, { name: who.name, email: who.email })
    const { arrival } = await visitProvider(who)
    expect(arrival.token).toBeNull()
  })

  test('does not open a disabled account', async () => {
    const who = employee()
    const { id } = await makeAccount(database, { name: who.name, email: who.email })
    await database.owner.query('update identity.account set disabled_at = now() where id = $1', [id])
    const { arrival } = await visitProvider(who)
    expect(await complete(arrival)).toEqual({ outcome: 'disabled' })
    expect(await actorOfToken(database.app, arrival.token ?? '')).toMatchObject({ kind: 'anonymous' })
  })

  test('is refused when the answer comes back in another browser', async () => {
    const who = employee()
    await makeAccount(database, { name: who.name, email: who.email })
    const { arrival } = await visitProvider(who, 'berdaya-sso.state=forged')
    expect(arrival.token).toBeNull()
  })

  test('is refused when the same answer comes twice', async () => {
    const who = employee()
    await makeAccount(database, { name: who.name, email: who.email })
    provider.state.employee = who
    const departure = await departToProvider(new Headers(), { back: '/kantor', failed: '/masuk/petugas' })
    const back = await browse(departure.url, (url) => url.startsWith(home))
    const cookie = departure.cookies.map((line) => line.split(';')[0]).join('; ')
    const arrive = () => arriveFromProvider(new Request(back, { headers: { cookie } }))
    expect((await arrive()).token).not.toBeNull()
    expect((await arrive()).token).toBeNull()
  })

  test('nothing else of the library answers', async () => {
    // The route passes only the callback on; here we see that what it would pass on makes no account either.
    const request = new Request(`${home}/masuk/sso/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: home },
      body: JSON.stringify({ email: 'penyusup@contoh.id', password: 'panjang-sekali-123', name: 'X' }),
    })
    await arriveFromProvider(request)
    const { rowCount } = await database.owner.query(
      `select from identity.account where email = 'penyusup@contoh.id'`,
    )
    expect(rowCount).toBe(0)
  })
})
