import type { EntryDetail } from '../schema.ts'
import type { Answers } from './draft.ts'

/** The answers of a recorded entry, to be mended. Long numbers stay where they are: only a new one replaces them. */
export function mendable(entry: EntryDetail): Answers {
  const { kind, name, description, sector, startedYear, workers, placeType, spot, hours, artForm, members } =
    entry
  const { organisationKind, regionCode, address, rt, rw, ownerName, nib } = entry
  const answers = {
    ...{ kind, name, description, sector, startedYear, workers, placeType, spot, hours, artForm, members },
    ...{ organisationKind, regionCode, address, rt, rw, ownerName, nib },
  }
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null)) as Answers
}
