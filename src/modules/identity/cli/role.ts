import type { Role } from '#kernel/actor.ts'
import { type Command, CommandError } from '#platform/command.ts'
import { grantRole, listRoles, revokeRole } from '../roles/operations.server.ts'
import type { Assignment } from '../roles/schema.ts'
import { type Act, commandOf, needed, textOf, type Values } from './perform.ts'
import { accountOf } from './user.ts'

function placeIn(values: Values): { region: string } | { organisationId: string } {
  const organisationId = textOf(values, 'organisation')
  if (organisationId) return { organisationId }
  return {
    region: values.nation ? '' : needed(textOf(values, 'region'), '--region, --nation or --organisation'),
  }
}

const lineOf = (held: Assignment) =>
  [
    held.id,
    held.role,
    held.organisationId ?? (held.region === '' ? 'nation' : `${held.region} ${held.regionName ?? ''}`.trim()),
    held.name || held.contact,
    `${held.startsOn}…${held.endsOn ?? ''}`,
    held.state,
  ].join('  ')

const grant: Act = async (perform, [contact, role], values, print) => {
  const held = await perform(grantRole, {
    contact: needed(contact, 'e-mail or phone'),
    role: needed(role, 'role') as Role,
    startsOn: textOf(values, 'from'),
    endsOn: textOf(values, 'to'),
    note: textOf(values, 'note'),
    ...placeIn(values),
  })
  print(lineOf(held))
}

const revoke: Act = async (perform, [contact, role], values, print) => {
  const { id } = await accountOf(perform, needed(contact, 'e-mail or phone'))
  const place = placeIn(values)
  const { items } = await perform(listRoles, {
    accountId: id,
    role: needed(role, 'role') as Role,
    limit: 100,
  })
  const held = items.find((one) =>
    'region' in place ? one.region === place.region : one.organisationId === place.organisationId,
  )
  if (!held) throw new CommandError(`${contact} does not hold ${role} there`)
  const reason = needed(textOf(values, 'reason'), '--reason')
  print(lineOf(await perform(revokeRole, { assignmentId: held.id, reason })))
}

const list: Act = async (perform, [contact], values, print) => {
  const accountId = contact ? (await accountOf(perform, contact)).id : undefined
  let after: string | undefined
  do {
    const state = values.all ? 'all' : 'active'
    const page = await perform(listRoles, {
      accountId,
      region: textOf(values, 'region'),
      state,
      limit: 100,
      after,
    })
    for (const held of page.items) print(lineOf(held))
    after = page.next ?? undefined
  } while (after !== undefined)
}

export const roleCommand: Command = commandOf(
  {
    name: 'role',
    summary: 'grant, revoke and list roles',
    usage: `role grant ADDRESS|NUMBER ROLE (--region CODE | --nation | --organisation ID) [--from DATE] [--to DATE] [--note TEXT]
role revoke ADDRESS|NUMBER ROLE (--region CODE | --nation | --organisation ID) --reason TEXT
role list [ADDRESS|NUMBER] [--region CODE] [--all]`,
  },
  {
    region: { type: 'string' },
    nation: { type: 'boolean' },
    organisation: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    note: { type: 'string' },
    reason: { type: 'string' },
    all: { type: 'boolean' },
  },
  { grant, revoke, list },
)
