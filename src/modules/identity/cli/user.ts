import { createInterface } from 'node:readline'
import type { Role } from '#kernel/actor.ts'
import { type Command, CommandError } from '#platform/command.ts'
import {
  closeAccount,
  createAccount,
  invite,
  readAccounts,
  reopenAccount,
  setAccountPassword,
} from '../accounts/admin-operations.server.ts'
import type { AccountRow } from '../accounts/schema.ts'
import { normalisePhone } from '../phone.ts'
import { type Act, commandOf, needed, type Perform, textOf, type Values } from './perform.ts'

/** The first line somebody types or pipes in: passwords never stand in the list of processes. */
async function firstLine(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Password: ')
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new CommandError('no password came in', 2)
}

/** The one account with this address, number or id. */
export async function accountOf(perform: Perform, contact: string): Promise<AccountRow> {
  const wanted = contact.includes('@') ? contact.toLowerCase() : (normalisePhone(contact) ?? contact)
  const { items } = await perform(readAccounts, { q: wanted.replace('+', ''), limit: 20 })
  const exact =
    items.find(({ id, email }) => id === wanted || email === wanted) ??
    (items.length === 1 ? items[0] : undefined)
  if (!exact) throw new CommandError(`no account has ${contact}`)
  return exact
}

function roleIn(values: Values) {
  const role = textOf(values, 'role')
  if (role === undefined) return {}
  return {
    role: role as Role,
    region: values.nation ? '' : needed(textOf(values, 'region'), '--region or --nation'),
  }
}

const add: Act = async (perform, _, values, print) => {
  const made = await perform(createAccount, {
    name: needed(textOf(values, 'name'), '--name'),
    email: textOf(values, 'email'),
    phone: textOf(values, 'phone'),
    locale: textOf(values, 'locale') === 'en' ? 'en' : 'id',
    ...roleIn(values),
  })
  if (values.password)
    await perform(setAccountPassword, { accountId: made.id, newPassword: await firstLine() })
  print(`${made.id}  ${made.name}`)
  if (made.invited && !values.password) print('an invitation to choose a password is in the outbox')
}

const lineOf = ({ id, name, email, phone, disabledAt, roles }: AccountRow) =>
  [
    id,
    name || '–',
    email ?? phone ?? '–',
    disabledAt
      ? 'disabled'
      : roles.map(({ role, region, organisationId }) => `${role}@${region ?? organisationId}`).join(',') ||
        'resident',
  ].join('  ')

const list: Act = async (perform, _, values, print) => {
  let after: string | undefined
  do {
    const page = await perform(readAccounts, {
      q: textOf(values, 'search'),
      role: textOf(values, 'role') as Role | undefined,
      state: values.disabled ? 'disabled' : undefined,
      limit: 100,
      after,
    })
    for (const account of page.items) print(lineOf(account))
    after = page.next ?? undefined
  } while (after !== undefined)
}

const disable: Act = async (perform, [contact], values, print) => {
  const { id } = await accountOf(perform, needed(contact, 'e-mail or phone'))
  await perform(closeAccount, { accountId: id, reason: needed(textOf(values, 'reason'), '--reason') })
  print('disabled; its sessions and keys have ended')
}

const enable: Act = async (perform, [contact], _, print) => {
  const { id } = await accountOf(perform, needed(contact, 'e-mail or phone'))
  await perform(reopenAccount, { accountId: id })
  print('enabled')
}

const password: Act = async (perform, [contact], values, print) => {
  const { id, email } = await accountOf(perform, needed(contact, 'e-mail or phone'))
  if (values.link) {
    await perform(invite, { accountId: id })
    print(`a link to choose a password is on its way to ${email}`)
    return
  }
  await perform(setAccountPassword, { accountId: id, newPassword: await firstLine() })
  print('the password is set; every browser was signed out')
}

export const userCommand: Command = commandOf(
  {
    name: 'user',
    summary: 'add, list, disable and enable accounts, set passwords',
    usage: `user add --name NAME (--email ADDRESS | --phone NUMBER) [--locale id|en] [--role ROLE (--region CODE | --nation)] [--password]
user list [--search TEXT] [--role ROLE] [--disabled]
user disable ADDRESS|NUMBER --reason TEXT
user enable ADDRESS|NUMBER
user password ADDRESS [--link]   reads the password from standard input, or e-mails a link`,
  },
  {
    name: { type: 'string' },
    email: { type: 'string' },
    phone: { type: 'string' },
    locale: { type: 'string' },
    role: { type: 'string' },
    region: { type: 'string' },
    nation: { type: 'boolean' },
    password: { type: 'boolean' },
    link: { type: 'boolean' },
    search: { type: 'string' },
    disabled: { type: 'boolean' },
    reason: { type: 'string' },
  },
  { add, list, disable, enable, password },
)
