import { type Actor, holds, holdsIn, isSignedIn } from '#kernel/actor.ts'
import { allowIf, type Verdict } from '#kernel/operation.ts'
import { deciders, readers } from '../policy.ts'
import { memberRoles } from './rules.ts'

export interface OrganisationSubject {
  id: string
  regionCode: string
  accountId: string | null
  state: string
}

const isItsOwner = (actor: Actor, { accountId }: OrganisationSubject) =>
  isSignedIn(actor) && actor.accountId === accountId

const sees = (actor: Actor, subject: OrganisationSubject) =>
  holds(actor, readers, subject.regionCode) ||
  holdsIn(actor, memberRoles, subject.id) ||
  isItsOwner(actor, subject)

/** Its people, whoever registered it, and the offices of its region. */
export const mayReadOrganisation = (actor: Actor, subject: OrganisationSubject): Verdict =>
  allowIf(sees(actor, subject), 'hidden')

/** Its profile and units: its head and administrator, whoever registered it, the officers who decide there. */
export function mayChangeOrganisation(actor: Actor, subject: OrganisationSubject): Verdict {
  const may =
    holdsIn(actor, ['administrator', 'head'], subject.id) ||
    holds(actor, deciders, subject.regionCode) ||
    isItsOwner(actor, subject)
  return may ? 'allowed' : allowIf(false, sees(actor, subject) ? 'forbidden' : 'hidden')
}

/** Who works there: its own administrators, and those of its region. Only of an organisation that was verified. */
export function mayAppoint(actor: Actor, subject: OrganisationSubject): Verdict {
  const may =
    holdsIn(actor, ['administrator'], subject.id) || holds(actor, ['administrator'], subject.regionCode)
  return may && actor.kind !== 'key'
    ? 'allowed'
    : allowIf(false, sees(actor, subject) ? 'forbidden' : 'hidden')
}

/** Businesses that opened themselves to it: its people and nobody else, whatever they hold over regions. */
export const maySeeShared = (actor: Actor, subject: OrganisationSubject): Verdict =>
  holdsIn(actor, memberRoles, subject.id) && actor.kind !== 'system'
    ? 'allowed'
    : allowIf(false, sees(actor, subject) ? 'forbidden' : 'hidden')
