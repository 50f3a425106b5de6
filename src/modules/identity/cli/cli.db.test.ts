import { describe, expect, test } from 'vitest'
import type { Command } from '#platform/command.ts'
import { readConfig } from '#platform/config.ts'
import { setSecret } from '#platform/sign.ts'
import { testDatabase } from '../../../../tests/support/database.ts'
import { roleCommand } from './role.ts'
import { userCommand } from './user.ts'

const database = await testDatabase()
const secret = 'rahasia-uji-yang-cukup-panjang-untuk-semua'
setSecret(secret)

async function run(command: Command, line: string): Promise<string[]> {
  const lines: string[] = []
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  await command.run(words, {
    config: readConfig({ SECRET: secret, DATA_DIR: '/nonexistent' }),
    print: (text) => void lines.push(text),
    database: async () => database,
  })
  return lines
}

describe('berdaya user and role', () => {
  test('make an account with a role, list it, take the role away, close the account', async () => {
    const [made = ''] = await run(
      userCommand,
      'add --name "Dewi Anggraini" --email dewi@contoh.id --role administrator --nation',
    )
    const [id] = made.split('  ')
    expect(await run(userCommand, 'list --search dewi')).toEqual([
      `${id}  Dewi Anggraini  dewi@contoh.id  administrator@`,
    ])
    const [, revoked] = [
      0,
      (await run(roleCommand, 'revoke dewi@contoh.id administrator --nation --reason "salah orang"'))[0],
    ]
    expect(revoked).toMatch(/administrator {2}nation {2}Dewi Anggraini .* revoked$/)
    await run(userCommand, 'disable dewi@contoh.id --reason "pindah tugas"')
    expect(await run(userCommand, 'list --disabled')).toEqual([expect.stringContaining('disabled')])
    await run(userCommand, 'enable dewi@contoh.id')
    expect(await run(userCommand, 'list --disabled')).toEqual([])
  })

  test('every act of the command line is in the audit', async () => {
    const { rows } = await database.owner.query(
      `select distinct operation from kernel.audit_entry where via = 'cli' and actor_name = 'cli' order by 1`,
    )
    expect(rows.map(({ operation }) => operation)).toEqual([
      'identity.create_account',
      'identity.disable_account',
      'identity.enable_account',
      'identity.revoke_role',
    ])
  })

  test('say in words what is wrong', async () => {
    await expect(run(userCommand, 'add --name Budi')).rejects.toThrow(
      /email: Give an e-mail address or a mobile number/,
    )
    await expect(run(userCommand, 'disable tidak.ada@contoh.id --reason "uji coba"')).rejects.toThrow(
      /no account has/,
    )
    await expect(run(roleCommand, 'grant dewi@contoh.id raja --nation')).rejects.toThrow(/role: Choose one/)
    await expect(run(roleCommand, 'grant dewi@contoh.id officer')).rejects.toThrow(/--region/)
    expect((await run(userCommand, 'what'))[0]).toContain('berdaya user add')
  })
})
