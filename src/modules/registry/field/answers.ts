import type { EntryDetail, Registration } from '../schema.ts'

/** The record as it is now, for a device that changed another version of it. Long numbers are masked and left out. */
export function currentAnswers(detail: EntryDetail): Partial<Registration> & { phone: string | null } {
  const { kind, name, sector, description, startedYear, workers, placeType, spot, hours, artForm, members } =
    detail
  const { organisationKind, regionCode, address, rt, rw, ownerName, nib, phone } = detail
  const about = { kind, name, sector, description, startedYear, workers, placeType, spot, hours, artForm }
  const rest = { members, organisationKind, regionCode, address, rt, rw, ownerName, nib }
  const said = Object.entries({ ...about, ...rest }).filter(([, value]) => value !== null)
  return { ...(Object.fromEntries(said) as Partial<Registration>), phone }
}
